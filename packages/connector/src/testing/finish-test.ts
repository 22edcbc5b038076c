import type { TestEvent, TestReport } from '../diagnosis/report/test-report.ts'
import type { TestRun } from '../diagnosis/run-test.ts'
import type { ManualClock } from './manual-clock.ts'

/** Moves a manual clock on in small steps until the test is over; fails when it is not within `withinMs`. */
export async function finishTest(run: TestRun, clock: ManualClock, { withinMs = 90_000 } = {}): Promise<TestReport> {
  let report: TestReport | undefined
  const done = run.report.then((value) => {
    report = value
  })
  for (let elapsedMs = 0; elapsedMs <= withinMs && !report; elapsedMs += 250) await clock.advance(250)
  if (!report) throw new Error(`The test was not over within ${withinMs} ms`)
  await done
  return report
}

/** All events of a test that is over, or soon will be. */
export async function eventsOf(run: TestRun): Promise<TestEvent[]> {
  const events: TestEvent[] = []
  for await (const event of run) events.push(event)
  return events
}
