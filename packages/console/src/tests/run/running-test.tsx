import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { jobQuery } from '../../jobs/job-queries.ts'
import { Status } from '../../ui/marks/status.tsx'
import { formatDuration } from '../../ui/words/time-ago.tsx'
import { useElapsed } from './use-elapsed.ts'

const refreshMs = 1000

/** A test that runs while its dialog is closed: for how long, and a way back to it. Nothing once it has ended. */
export function RunningTest({
  account,
  job: id,
  onShow,
}: {
  readonly account: string
  readonly job: string
  readonly onShow: () => void
}): React.JSX.Element | null {
  const { data: job } = useQuery({
    ...jobQuery(account, id),
    refetchInterval: ({ state }) => (state.data?.state === 'finished' ? false : refreshMs),
  })
  if (!job) return null
  return (
    <span>
      <Status tone="quiet" icon={job.state === 'finished' ? 'check' : 'spinner'}>
        {job.state === 'finished' ? 'Test finished' : 'Testing …'}{' '}
        {job.state === 'finished' ? null : <Elapsed since={job.queuedAt} />}
      </Status>{' '}
      <Anchor component="button" type="button" size="sm" underline="always" onClick={onShow}>
        {job.state === 'finished' ? 'Show result' : 'Show'}
      </Anchor>
    </span>
  )
}

function Elapsed({ since }: { readonly since: string }): React.JSX.Element {
  return (
    <span className="numbers">{formatDuration(Math.floor(useElapsed(since) / 1000) * 1000).replace('.0 s', ' s')}</span>
  )
}
