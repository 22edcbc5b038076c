import type { Run } from '@coupa-connector/protocol'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ProductionDialog } from '../../environments/production-dialog.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import { setAsideOf } from '../run-counts.ts'
import { useCancelRun, useRetryFailed } from '../run-mutations.ts'
import { isActive, openFailureQuery } from '../run-queries.ts'

interface ActionProps {
  readonly account: string
  readonly run: Run
}

/** What an operator does with a run: end it while it goes on, or try again what it set aside. Everybody else sees what that is. */
export function RunActions({
  canAct,
  ...props
}: ActionProps & {
  /** Whether the person is an operator, or more. */
  readonly canAct: boolean
}): React.JSX.Element | null {
  const { account, run } = props
  if (isActive(run)) return canAct ? <Cancel {...props} /> : null
  if (run.state !== 'ended' || setAsideOf(run) === 0) return null
  return canAct ? <Retry {...props} /> : <SetAsideLink account={account} run={run} />
}

function SetAsideLink({ account, run }: ActionProps): React.JSX.Element {
  return (
    <Link
      className="plain-link"
      to="/a/$account/processes/$process"
      params={{ account, process: run.process.id }}
      search={{ view: 'failures' }}
    >
      See what was set aside
    </Link>
  )
}

function Cancel({ account, run }: ActionProps): React.JSX.Element {
  const cancel = useCancelRun(account)
  const isAgain = run.state === 'running' && run.isCancelRequested
  return (
    <Ask
      run={run}
      icon="stop"
      verb={isAgain ? 'End at once' : 'Cancel run'}
      title={`Cancel the run of ${run.process.name}`}
      consequences={[
        isAgain
          ? 'The batch in hand is given up. The next run settles what became of it.'
          : 'The run ends after the batch in hand. The next run continues from there.',
        'What was delivered stays delivered.',
      ]}
      isPending={cancel.isPending}
      error={cancel.error}
      onConfirm={(close) => cancel.mutate(run.id, { onSuccess: close })}
    />
  )
}

function Retry({ account, run }: ActionProps): React.JSX.Element | null {
  const navigate = useNavigate()
  const retry = useRetryFailed(account)
  const open = useQuery(openFailureQuery(account, run))
  if (!open.data) return open.error ? <ErrorState error={open.error} onRetry={() => void open.refetch()} /> : null
  if (!open.data.isAny) {
    return (
      <Text size="sm" className="muted">
        Nothing that this run set aside is still open: it was mended, dismissed, or set aside again by a later run.
      </Text>
    )
  }
  return (
    <Ask
      run={run}
      beside={<SetAsideLink account={account} run={run} />}
      icon="refresh"
      verb="Retry what was set aside"
      title={`Retry records of ${run.process.name}`}
      consequences={['A run of its own tries the records again that this one set aside and that are still open.']}
      isPending={retry.isPending}
      error={retry.error}
      onConfirm={() =>
        retry.mutate(run, {
          onSuccess: (started) => navigate({ to: '/a/$account/runs/$run', params: { account, run: started.id } }),
        })
      }
    />
  )
}

/** A button that asks first where it works in production. */
function Ask({
  run,
  beside,
  icon,
  verb,
  title,
  consequences,
  isPending,
  error,
  onConfirm,
}: {
  readonly run: Run
  readonly beside?: React.ReactNode
  readonly icon: 'stop' | 'refresh'
  readonly verb: string
  readonly title: string
  readonly consequences: readonly string[]
  readonly isPending: boolean
  readonly error: unknown
  readonly onConfirm: (close: () => void) => void
}): React.JSX.Element {
  const [isAsked, setAsked] = useState(false)
  const close = (): void => setAsked(false)
  const isProduction = run.classification === 'production'
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<Icon name={icon} size={16} />}
          loading={isPending && !isAsked}
          onClick={() => (isProduction ? setAsked(true) : onConfirm(close))}
        >
          {verb}
        </Button>
        {beside}
      </Group>
      {error && !isAsked ? <ErrorState error={error} /> : null}
      <ProductionDialog
        opened={isAsked}
        title={title}
        verb={verb}
        consequences={consequences}
        isPending={isPending}
        error={error}
        onConfirm={() => onConfirm(close)}
        onClose={close}
      />
    </Stack>
  )
}
