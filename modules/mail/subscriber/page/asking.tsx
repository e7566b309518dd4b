export { default } from './dialogs.tsx';
