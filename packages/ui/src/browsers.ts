/**
 * The oldest browsers Telink is built for; the `target` of every Vite build (2024-05 and later).
 * They all know light-dark(). For older targets the build rewrites it into variables that are fixed at the root, and the
 * dark rail of the office would lose its colours in light mode.
 */
export const browsers: readonly string[] = ['chrome123', 'edge123', 'firefox128', 'safari17.5'];
