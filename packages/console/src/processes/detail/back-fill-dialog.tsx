import type { Deployment, Run } from '@coupa-connector/protocol'
import { Checkbox, Group, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ProductionBar } from '../../environments/production-bar.tsx'
import { tellRunChanged } from '../../runs/tell-run-changed.ts'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { startRun } from '../process-mutations.ts'
import { type BackFillForm, emptyBackFill, rangeOf } from './back-fill-range.ts'

interface BackFillProps {
  readonly account: string
  readonly deployment: Deployment
  readonly onStarted: (run: Run) => void
  readonly onClose: () => void
}

/** Asks which range of records is delivered again, and how. */
export function BackFillDialog({ opened, ...props }: BackFillProps & { readonly opened: boolean }): React.JSX.Element {
  const { process, environment } = props.deployment
  return (
    <Dialog
      opened={opened}
      onClose={props.onClose}
      title={`Back-fill ${process.name} in ${environment.name}`}
      size="lg"
    >
      <BackFill {...props} />
    </Dialog>
  )
}

function BackFill({ account, deployment, onStarted, onClose }: BackFillProps): React.JSX.Element {
  const queryClient = useQueryClient()
  const [form, setForm] = useState<BackFillForm>(emptyBackFill)
  const [isTold, setTold] = useState(false)
  const range = rangeOf(form)
  const start = useMutation({
    mutationFn: async () =>
      await startRun(account, deployment.id, {
        kind: 'backfill',
        range: typeof range === 'string' ? {} : range,
        ...(form.redelivers ? { redelivers: true } : {}),
        ...(form.acknowledges ? { acknowledges: true } : {}),
      }),
    onSuccess: async (run) => {
      await tellRunChanged(queryClient, account)
      onStarted(run)
    },
  })
  const set = (part: Partial<BackFillForm>): void => setForm({ ...form, ...part })
  return (
    <DialogForm
      verb="Start the back-fill"
      noValidate
      isPending={start.isPending}
      error={start.error}
      onCancel={onClose}
      onSubmit={() => {
        setTold(true)
        if (typeof range !== 'string') start.mutate()
      }}
    >
      {deployment.environment.classification === 'production' ? (
        <ProductionBar>This is production.</ProductionBar>
      ) : null}
      <Text size="sm">
        Reads a range of records beside the usual runs, which go on. What arrived already in the same version is passed
        over unless you ask for it.
      </Text>
      <NativeSelect
        label="Range of"
        data={[
          { value: 'updated-at', label: 'times at which records changed' },
          { value: 'created-at', label: 'times at which records were created' },
          { value: 'ids', label: 'ids' },
        ]}
        value={form.by}
        onChange={(event) => set({ by: event.currentTarget.value as BackFillForm['by'] })}
      />
      {form.by === 'ids' ? (
        <Group grow>
          <NumberInput
            label="Lowest id"
            min={1}
            allowDecimal={false}
            value={form.firstId}
            onChange={(value) => set({ firstId: String(value) })}
          />
          <NumberInput
            label="Highest id"
            min={1}
            allowDecimal={false}
            value={form.lastId}
            onChange={(value) => set({ lastId: String(value) })}
          />
        </Group>
      ) : (
        <Group grow align="flex-start">
          <TextInput
            type="date"
            label="From"
            description="With this day, by UTC"
            value={form.from}
            onChange={(event) => set({ from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label="Until"
            description="Without this day"
            value={form.until}
            onChange={(event) => set({ until: event.currentTarget.value })}
          />
        </Group>
      )}
      {isTold && typeof range === 'string' ? (
        <Text size="sm" className="bad" role="alert">
          {range}
        </Text>
      ) : null}
      <Checkbox
        label="Deliver again what arrived already"
        description="For a new column that older records do not have at the other end."
        checked={form.redelivers}
        onChange={(event) => set({ redelivers: event.currentTarget.checked })}
      />
      <Checkbox
        label="Mark in Coupa what it delivers, as runs do"
        description="Runs and a back-fill that marks follow one another."
        checked={form.acknowledges}
        onChange={(event) => set({ acknowledges: event.currentTarget.checked })}
      />
    </DialogForm>
  )
}
