import type { FailureGroup } from '@coupa-connector/protocol'
import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { csvText } from '../csv/csv-text.ts'
import { EnvironmentName } from '../environments/environment-name.tsx'
import { Direction } from '../processes/process-state.tsx'
import { Icon } from '../ui/marks/icon.tsx'
import { ErrorState } from '../ui/states/states.tsx'
import { saveAsFile } from '../ui/text/save-as-file.ts'
import { plural } from '../ui/words/numbers.ts'
import { TimeAgo } from '../ui/words/time-ago.tsx'
import { DismissDialog } from './dismiss-dialog.tsx'
import { retryFailures, tellFailuresChanged } from './failure-mutations.ts'
import { type FailureState, nameOfGroup, readAllFailures } from './failure-queries.ts'
import { failureClassWords } from './failure-words.ts'
import { GroupRecords } from './group-records.tsx'
import { RecordDialog } from './record-dialog.tsx'
import type { Retry } from './retry-progress.tsx'

/** Failures of one sentence: how many, where, and what can be done with them; opened, each record. */
export function FailureGroupRow({
  account,
  group,
  state,
  canAct,
  showsProcess,
  onRetry,
}: {
  readonly account: string
  readonly group: FailureGroup
  readonly state: FailureState
  /** Whether the person may retry and dismiss. */
  readonly canAct: boolean
  /** Whether the group says which process it is of. */
  readonly showsProcess: boolean
  readonly onRetry: (retry: Retry) => void
}): React.JSX.Element {
  const [isOpen, opening] = useDisclosure(false)
  const id = useId()
  const { label, advice } = failureClassWords(group.class)
  const { process, environment, direction } = group.deployment
  return (
    <li className="failure-group">
      <button
        type="button"
        className="failure-group-head"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={opening.toggle}
      >
        <Icon name="chevron" size={16} className={isOpen ? 'turned' : ''} />
        <span className="failure-group-words">
          <span className="failure-group-message">{group.message}</span>
          <span className="failure-group-about muted">
            <span>{label}</span>
            {group.field === null ? null : <code className="failure-field">{group.field}</code>}
            <span>
              Last seen <TimeAgo at={group.lastSeenAt} />
            </span>
            {showsProcess ? (
              <span className="failure-group-place">
                <Direction direction={direction} /> {process.name}
              </span>
            ) : null}
            <EnvironmentName environment={environment} />
          </span>
        </span>
        <span className="failure-group-count">{plural(group.count, 'record')}</span>
      </button>
      {isOpen ? (
        <section id={id} className="failure-group-body" aria-label={group.message}>
          <OpenGroup account={account} group={group} state={state} canAct={canAct} advice={advice} onRetry={onRetry} />
        </section>
      ) : null}
    </li>
  )
}

function OpenGroup({
  account,
  group,
  state,
  canAct,
  advice,
  onRetry,
}: {
  readonly account: string
  readonly group: FailureGroup
  readonly state: FailureState
  readonly canAct: boolean
  readonly advice: string
  readonly onRetry: (retry: Retry) => void
}): React.JSX.Element {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [opened, setOpened] = useState<string>()
  const [isDismissing, dismissing] = useDisclosure(false)
  const queryClient = useQueryClient()
  const name = nameOfGroup(group)
  const isNarrowed = chosen.size > 0
  const choice = isNarrowed ? { ...name, ids: [...chosen] } : name
  const retry = useMutation({
    mutationFn: async (ids?: readonly string[]) => await retryFailures(account, { ...name, ids }),
    onSuccess: async (run, ids) => {
      setChosen(new Set())
      onRetry({ run, what: ids?.length === 1 ? (ids[0] ?? '') : plural(ids?.length ?? group.count, 'record') })
      await tellFailuresChanged(queryClient, account)
    },
  })
  const save = useMutation({
    mutationFn: async () => await readAllFailures(account, name, state),
    onSuccess: (failures) => {
      const columns = [
        'id',
        'label',
        'class',
        'code',
        'field',
        'message',
        'attempts',
        'firstSeenAt',
        'lastSeenAt',
      ] as const
      const text = csvText(
        columns,
        failures.map((failure) => columns.map((column) => failure[column])),
      )
      saveAsFile({ name: `failures-${group.deployment.process.name}.csv`, type: 'text/csv', text })
    },
  })
  const which = isNarrowed ? `${chosen.size} selected` : group.count === 1 ? 'it' : `all ${group.count}`
  const mayAct = canAct && state === 'open'
  return (
    <>
      <Group justify="space-between" gap="sm" mb="sm">
        <Text size="sm" className="muted">
          {advice} <code>{group.code}</code>
        </Text>
        <Group gap="xs">
          {mayAct ? (
            <>
              <Button
                size="xs"
                loading={retry.isPending}
                onClick={() => retry.mutate(isNarrowed ? [...chosen] : undefined)}
              >
                Retry {which}
              </Button>
              <Button size="xs" variant="default" onClick={dismissing.open}>
                Dismiss {which}
              </Button>
            </>
          ) : null}
          <Button size="xs" variant="default" loading={save.isPending} onClick={() => save.mutate()}>
            Export as CSV
          </Button>
        </Group>
      </Group>
      <div aria-live="polite">
        {retry.error ? (
          <ErrorState
            error={retry.error}
            retryLabel="Show what is open now"
            onRetry={() => void tellFailuresChanged(queryClient, account)}
          />
        ) : null}
        {save.error ? <ErrorState error={save.error} /> : null}
      </div>
      <GroupRecords
        account={account}
        group={group}
        state={state}
        chosen={chosen}
        onChoose={setChosen}
        onRetry={(id) => retry.mutate([id])}
        onOpen={canAct ? setOpened : undefined}
        canAct={mayAct}
      />
      <RecordDialog
        id={opened}
        account={account}
        deployment={group.deployment}
        onRetry={onRetry}
        onClose={() => setOpened(undefined)}
      />
      <DismissDialog
        opened={isDismissing}
        account={account}
        choice={choice}
        count={isNarrowed ? chosen.size : group.count}
        canMark={group.deployment.direction === 'out'}
        isProduction={group.deployment.environment.classification === 'production'}
        onClose={() => {
          setChosen(new Set())
          dismissing.close()
        }}
      />
    </>
  )
}
