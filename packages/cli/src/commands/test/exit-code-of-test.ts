/** How the outcome of a test ends the program: 0 it works, 2 nothing can be sent before settings are corrected, 1 else. */
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
