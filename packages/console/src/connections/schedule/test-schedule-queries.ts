import type { BodyInputOf, ConnectionSchedule, Routes } from '@coupa-connector/protocol'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { client } from '../../api/client.ts'

type ScheduleContent = BodyInputOf<Routes['connectionSchedule.set']>

/** How soon after its time a scheduled test can be seen: hubs look every ten seconds. */
const startsWithinMs = 15_000

/** When the connection is tested by schedule; null when it is not. Asked anew when the next test has begun. */
export function testScheduleQuery(account: string, connection: string) {
  return queryOptions({
    queryKey: ['test-schedule', account, connection],
    queryFn: async ({ signal }) =>
      (await client.call('connectionSchedule.get', { params: { account, connection }, signal })).body.schedule,
    refetchInterval: ({ state }) => (state.data ? msUntilSeen(state.data) : false),
  })
}

/** At most a day, because a timer of a browser cannot wait for a month. */
function msUntilSeen({ nextAt, lastTest }: ConnectionSchedule): number {
  const isRunning = lastTest !== null && lastTest.outcome === null
  if (isRunning) return startsWithinMs
  const waitMs = new Date(nextAt).getTime() - Date.now()
  return Math.min(Math.max(waitMs, 0) + startsWithinMs, 86_400_000)
}

/** Sets the schedule; undefined ends it. */
export async function saveTestSchedule(
  queryClient: QueryClient,
  account: string,
  connection: string,
  content: ScheduleContent | undefined,
): Promise<void> {
  const params = { account, connection }
  if (content === undefined) await client.call('connectionSchedule.delete', { params })
  const schedule =
    content === undefined
      ? null
      : (await client.call('connectionSchedule.set', { params, body: content })).body.schedule
  queryClient.setQueryData(testScheduleQuery(account, connection).queryKey, schedule)
}
