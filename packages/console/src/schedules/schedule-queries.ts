import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import type { Schedule } from './schedule-draft.ts'

/** A schedule in words, with its next instants. */
export function scheduleWordsQuery(schedule: Schedule | undefined) {
  return queryOptions({
    queryKey: ['schedule-words', schedule],
    queryFn: async ({ signal }) =>
      (await client.call('schedules.describe', { body: { schedule: schedule ?? { everyMinutes: 0 } }, signal })).body,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    enabled: schedule !== undefined,
  })
}
