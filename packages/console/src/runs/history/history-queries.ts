import type { HistoryDay } from '@coupa-connector/protocol'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from '../../api/client.ts'

export type { HistoryDay }

/** Which history is shown. */
export interface HistoryFilter {
  readonly days: number
  readonly process?: string | undefined
  readonly environment?: string | undefined
}

export const historyKeys = {
  days: (account: string, zone: string, filter: HistoryFilter) => ['history', account, zone, filter] as const,
}

/** What processes did on each of the last days, in the zone of the reader. */
export function historyQuery(account: string, filter: HistoryFilter) {
  const { timeZone: zone } = new Intl.DateTimeFormat().resolvedOptions()
  return queryOptions({
    queryKey: historyKeys.days(account, zone, filter),
    queryFn: async ({ signal }) => {
      const query = { ...filter, zone }
      return (await client.call('history.read', { params: { account }, query, signal })).body
    },
    placeholderData: keepPreviousData,
  })
}
