export const SIGN_IN_PATH = '/logga-in';
export const AGREEMENT_PATH = '/sekretess';
export const ENROL_PATH = '/borja';
