import type { TimedAnswer } from './observe-transport.ts'
import type { TestContext } from './test-context.ts'

/** Beyond this difference, token lifetimes and time windows are wrong by an amount that matters. */
const toleratedMs = 30_000

/** Compares the other side's clock, from the `Date` header, with this machine's clock in the middle of the exchange. */
export function warnOfClock(
  { headers, sentAtMs, receivedAtMs }: TimedAnswer,
  host: string,
  { warn, warnings }: Pick<TestContext, 'warn' | 'warnings'>,
): void {
  const theirsMs = Date.parse(headers.date ?? '')
  const differenceMs = (sentAtMs + receivedAtMs) / 2 - theirsMs
  // A slow exchange leaves open when the header was written.
  if (Number.isNaN(differenceMs) || Math.abs(differenceMs) <= toleratedMs + (receivedAtMs - sentAtMs) / 2) return
  if (warnings.some(({ code }) => code === 'CLOCK_DIFFERENCE')) return
  const amount = `${Math.round(Math.abs(differenceMs) / 1000)} s`
  warn(
    'CLOCK_DIFFERENCE',
    `The clock of this machine is ${amount} ${differenceMs > 0 ? 'ahead of' : 'behind'} that of ${host}.`,
  )
}
