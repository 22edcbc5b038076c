import { useQuery } from '@tanstack/react-query'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { testScheduleQuery } from './test-schedule-queries.ts'

/** When the connection is tested next by itself; nothing where it is not. */
export function NextTest({
  account,
  connection,
}: {
  readonly account: string
  readonly connection: string
}): React.JSX.Element | null {
  const { data } = useQuery(testScheduleQuery(account, connection))
  return data ? (
    <>
      {' '}
      · next test by schedule <TimeAgo at={data.nextAt} />
    </>
  ) : null
}
