/**
 * The exit code for the outcome of a test: 0 when it works, 2 when settings must be corrected before anything can be sent, 1
 * otherwise.
 */
export function exitCodeOfTest(outcome: string | null): number {
  switch (outcome) {
    case 'OK':
    case 'OK_DEPRECATED_AUTH':
      return 0
    case 'SETTINGS_INVALID':
    case 'SECRET_UNREADABLE':
      return 2
    case 'CANCELLED':
      return 130
    default:
      return 1
  }
}
