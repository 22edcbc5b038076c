import type { Run } from '@coupa-connector/protocol'
import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { ProductionDialog } from '../../processes/detail/production-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useCancelRun } from '../run-mutations.ts'
import { isActive } from '../run-queries.ts'

/** What an operator does with a run. */
export function RunActions({
  account,
  run,
}: {
  readonly account: string
  readonly run: Run
}): React.JSX.Element | null {
  const cancel = useCancelRun(account)
  const [isAsked, setAsked] = useState(false)
  if (!isActive(run)) return null
  const isAgain = run.state === 'running' && run.isCancelRequested
  const verb = isAgain ? 'End at once' : 'Cancel run'
  const ask = run.classification === 'production'
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<Icon name="stop" size={16} />}
          loading={cancel.isPending && !isAsked}
          onClick={() => (ask ? setAsked(true) : cancel.mutate(run.id))}
        >
          {verb}
        </Button>
      </Group>
      {cancel.error && !isAsked ? <ErrorState error={cancel.error} /> : null}
      <ProductionDialog
        opened={isAsked}
        title={`Cancel the run of ${run.process.name}`}
        verb={verb}
        consequences={[
          isAgain
            ? 'The batch in hand is given up. The next run settles what became of it.'
            : 'The run ends after the batch in hand. The next run continues from there.',
          'What was delivered stays delivered.',
        ]}
        isPending={cancel.isPending}
        error={cancel.error}
        onConfirm={() => cancel.mutate(run.id, { onSuccess: () => setAsked(false) })}
        onClose={() => setAsked(false)}
      />
    </Stack>
  )
}
