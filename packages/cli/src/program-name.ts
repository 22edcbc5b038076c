/** The name under which people start the program. */
export const programName = 'coupa-connector'
