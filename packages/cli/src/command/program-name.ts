/** The name under which people start the program. */
export const programName = 'coupa-connector'
/** The version of this package; a test compares it with package.json. */
export const version = '0.1.0'
