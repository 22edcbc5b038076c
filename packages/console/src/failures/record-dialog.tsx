import type { FailureGroup, ProcessFailurePayload } from '@coupa-connector/protocol'
import { Group, Modal, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../api/client.ts'
import { randomId } from '../api/random-id.ts'
import { ProductionBar } from '../environments/production-bar.tsx'
import { DialogForm } from '../ui/dialogs/dialog-form.tsx'
import { ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { TimeAgo } from '../ui/words/time-ago.tsx'
import { tellFailuresChanged } from './failure-mutations.ts'
import { failureKeys } from './failure-queries.ts'
import type { Retry } from './retry-progress.tsx'

type Deployed = FailureGroup['deployment']

interface RecordProps {
  readonly account: string
  readonly deployment: Pick<Deployed, 'id' | 'direction'> & {
    readonly environment: Pick<Deployed['environment'], 'classification'>
  }
  /** Told of the run that tries a corrected record; the dialog is closed by then. */
  readonly onRetry: (retry: Retry) => void
  readonly onClose: () => void
}

/** A record that was set aside: as it was read, as it was mapped, and for loads a form to correct it. */
export function RecordDialog({
  id,
  ...props
}: RecordProps & {
  /** Undefined while none is open. */
  readonly id: string | undefined
}): React.JSX.Element {
  return (
    <Modal opened={id !== undefined} onClose={props.onClose} title={`Record ${id ?? ''}`} size="min(64rem, 95vw)">
      {id === undefined ? null : <OpenRecord id={id} {...props} />}
    </Modal>
  )
}

function OpenRecord({
  id,
  account,
  deployment,
  onRetry,
  onClose,
}: RecordProps & { readonly id: string }): React.JSX.Element {
  const params = { account, deployment: deployment.id }
  const record = useQuery({
    queryKey: [...failureKeys.all(account), 'record', deployment.id, id],
    queryFn: async ({ signal }) => (await client.call('failures.show', { params, body: { id }, signal })).body,
    // Each reading is in the audit log, so that the page does not ask again by itself.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnMount: false,
  })
  if (record.error) return <ErrorState error={record.error} onRetry={() => void record.refetch()} />
  if (!record.data) return <LoadingRows rows={6} />
  const { failure, source, mapped, isCut, faults, input, edited } = record.data
  return (
    <Stack gap="md">
      <div>
        <Text size="sm" fw={600} className="bad">
          {failure.message}
        </Text>
        <Text size="sm" className="muted">
          {input === null ? null : `${input.name}, row ${input.row}. `}
          {edited === null ? null : (
            <>
              Corrected by {edited.by} <TimeAgo at={edited.at} />.{' '}
            </>
          )}
          Sensitive values are hidden. That you opened this record is in the audit log.
          {isCut ? ' Parts are cut off, because the record is large.' : ''}
        </Text>
      </div>
      {faults.length === 0 ? null : (
        <ul className="plain-list">
          {faults.map(({ field, code, message }) => (
            <li key={`${field} ${code}`}>
              <Text size="sm">
                <code className="failure-field">{field}</code> {message}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {deployment.direction === 'in' && failure.state === 'open' && isFlat(source) ? (
        <Correction
          id={id}
          account={account}
          deployment={deployment}
          payload={record.data}
          record={source}
          onRetry={onRetry}
          onClose={onClose}
        />
      ) : (
        <div className="preview-sides">
          <Side title="As it was read" value={source} marked={failure.field} />
          <Side title="As it was mapped" value={mapped} marked={failure.field} />
        </div>
      )}
    </Stack>
  )
}

function Side({
  title,
  value,
  marked,
}: {
  readonly title: string
  readonly value: unknown
  readonly marked: string | null
}): React.JSX.Element {
  const lines = JSON.stringify(value ?? null, undefined, 2).split('\n')
  const last = marked?.split(/[.[]/).at(-1)?.replace(']', '')
  return (
    <section aria-label={title}>
      <Title order={3}>{title}</Title>
      {value === null ? (
        <Text size="sm" className="muted">
          Not kept.
        </Text>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="data-region preview-json" aria-label={`${title}, as JSON`} tabIndex={0}>
          <pre>
            {lines.map((line, index) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text do not move
                key={index}
                className={last !== undefined && line.includes(`"${last}":`) ? 'marked-line' : undefined}
              >
                {line}
                {'\n'}
              </span>
            ))}
          </pre>
        </section>
      )}
    </section>
  )
}

type FlatRecord = Readonly<Record<string, string | number | boolean | null>>

/** Whether a record is one of columns, as rows of files are. */
function isFlat(value: unknown): value is FlatRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((cell) => typeof cell !== 'object' || cell === null)
  )
}

/** The columns of a record of a load, to correct them and try it again. */
function Correction({
  id,
  account,
  deployment,
  payload,
  record,
  onRetry,
  onClose,
}: RecordProps & {
  readonly id: string
  readonly payload: ProcessFailurePayload
  readonly record: FlatRecord
}): React.JSX.Element {
  const [cells, setCells] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(Object.entries(record).map(([column, value]) => [column, value === null ? '' : String(value)])),
  )
  const queryClient = useQueryClient()
  const isChanged = Object.entries(cells).some(([column, text]) => text !== String(record[column] ?? ''))
  const edit = useMutation({
    mutationFn: async () => {
      const params = { account, deployment: deployment.id }
      const changed = Object.entries(record).map(([column, value]) => {
        const text = cells[column] ?? ''
        return [column, text === String(value ?? '') ? value : text] as const
      })
      const body = { id, record: Object.fromEntries(changed) }
      return (await client.call('failures.edit', { params, body, idempotencyKey: randomId() })).body
    },
    onSuccess: async (run) => {
      onClose()
      onRetry({ run, what: payload.failure.label ?? id })
      await tellFailuresChanged(queryClient, account)
    },
  })
  const field = payload.failure.field ?? ''
  const isWrong = (column: string): boolean => column === field || field.endsWith(`.${column}`)
  return (
    <DialogForm
      verb="Save and retry"
      isPending={edit.isPending}
      isAllowed={isChanged}
      error={edit.error}
      onSubmit={() => edit.mutate()}
      onCancel={onClose}
    >
      {deployment.environment.classification === 'production' ? (
        <ProductionBar>This is production.</ProductionBar>
      ) : null}
      <Text size="sm">
        Correct what is wrong. The record takes the place of the one in the input, also when the input has it again.
      </Text>
      <Group gap="sm" align="flex-start">
        {Object.keys(record).map((column) => (
          <TextInput
            key={column}
            className="condition-field"
            label={column}
            error={isWrong(column) ? payload.failure.message : undefined}
            data-autofocus={isWrong(column) || undefined}
            spellCheck={false}
            value={cells[column] ?? ''}
            onChange={(event) => setCells({ ...cells, [column]: event.currentTarget.value })}
          />
        ))}
      </Group>
    </DialogForm>
  )
}
