import type { Style } from './style.ts'

/** The mark before a stage or an outcome. */
export function statusMark(status: string, style: Style): string {
  switch (status) {
    case 'passed':
      return style('green', '✔')
    case 'warned':
    case 'warning':
      return style('yellow', '!')
    case 'failed':
      return style('red', '✖')
    default:
      return style('dim', '-')
  }
}
