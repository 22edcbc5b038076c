import type { ApprovalRuleContent } from '@coupa-connector/protocol'
import { Input, NumberInput, SegmentedControl, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { resourceQuery, resourcesQuery } from '../../catalog/catalog-queries.ts'
import { firstConnectionsQuery } from '../../connections/connection-queries.ts'
import { SearchSelect } from '../../ui/controls/search-select.tsx'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { useCreateRule } from './rule-queries.ts'

interface RuleDialogProps {
  readonly account: string
  readonly onClose: () => void
}

/** Makes a rule by which proposed changes need no person. */
export function RuleDialog({ opened, ...props }: RuleDialogProps & { readonly opened: boolean }): React.JSX.Element {
  return (
    <Dialog opened={opened} onClose={props.onClose} title="Let changes through" size="lg">
      <RuleForm {...props} />
    </Dialog>
  )
}

type Action = ApprovalRuleContent['change']['action']

function RuleForm({ account, onClose }: RuleDialogProps): React.JSX.Element {
  const create = useCreateRule(account)
  const [name, setName] = useState('')
  const [connection, setConnection] = useState<string | null>(null)
  const [resource, setResource] = useState<string | null>(null)
  const [action, setAction] = useState<Action>('update')
  const [called, setCalled] = useState('')
  const [fields, setFields] = useState<string[]>([])
  const [mostPerDay, setMostPerDay] = useState<number | string>(10)
  const [amountField, setAmountField] = useState<string | null>(null)
  const [most, setMost] = useState('')
  const [mostAmountPerDay, setMostAmountPerDay] = useState('')
  const connections = useQuery(firstConnectionsQuery(account, { limit: 200 })).data?.items ?? []
  const resources = useQuery(resourcesQuery).data ?? []
  const { data: described } = useQuery({ ...resourceQuery(resource ?? ''), enabled: resource !== null })
  const writable = described?.fields.filter(({ isWritable }) => isWritable).map((field) => field.name) ?? []
  const save = (): void => {
    if (connection === null || resource === null) return
    create.mutate(
      {
        name,
        connection,
        resource,
        change: action === 'act' ? { action, name: called } : { action },
        fields,
        mostPerDay: Number(mostPerDay),
        ...(amountField === null ? {} : { amount: { field: amountField, most, mostPerDay: mostAmountPerDay } }),
      },
      { onSuccess: onClose },
    )
  }
  return (
    <DialogForm verb="Let through" isPending={create.isPending} error={create.error} onSubmit={save} onCancel={onClose}>
      <Text size="sm">
        Proposed changes that fit are carried out at once, without a person. A change that writes anything else waits as
        before.
      </Text>
      <TextInput
        label="Name"
        required
        maxLength={120}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SearchSelect
        label="Connection"
        placeholder="Choose a connection"
        required
        data={connections.map(({ id, name: label }) => ({ value: id, label }))}
        value={connection}
        onChange={setConnection}
      />
      <SearchSelect
        label="Resource"
        placeholder="Search by name, such as suppliers"
        required
        data={resources.map((one) => ({ value: one.name, label: one.label }))}
        value={resource}
        onChange={(chosen) => {
          setResource(chosen)
          setFields([])
          setAmountField(null)
        }}
      />
      <Input.Wrapper label="What may be done" labelElement="div">
        <div>
          <SegmentedControl
            aria-label="What may be done"
            data={[
              { value: 'update', label: 'Change' },
              { value: 'create', label: 'Create' },
              { value: 'act', label: 'Call an action' },
            ]}
            value={action}
            onChange={(chosen) => setAction(chosen as Action)}
          />
        </div>
      </Input.Wrapper>
      {action === 'act' ? (
        <SearchSelect
          label="Action"
          required
          data={resources.find((one) => one.name === resource)?.actions ?? []}
          value={called === '' ? null : called}
          onChange={(chosen) => setCalled(chosen ?? '')}
        />
      ) : null}
      <TagsInput
        label={action === 'act' ? 'Parameters' : 'Fields'}
        description="All that may be written. Fields of associations have a dot: remit-to-addresses.city"
        placeholder={fields.length === 0 ? 'Choose, or type a name and press Enter' : ''}
        data={action === 'act' ? [] : writable}
        value={fields}
        onChange={setFields}
        required={action !== 'act' && fields.length === 0}
      />
      <NumberInput
        label="Most changes in 24 hours"
        min={1}
        max={1000}
        allowDecimal={false}
        required
        value={mostPerDay}
        onChange={setMostPerDay}
      />
      <Stack gap="xs">
        <SearchSelect
          label="Amount"
          description="Optional: a number among the fields that is limited, too."
          placeholder={fields.length === 0 ? 'Choose the fields first' : 'No amount is limited'}
          clearable
          data={fields}
          value={amountField}
          onChange={setAmountField}
        />
        {amountField === null ? null : (
          <>
            <AmountInput label="At most at once" value={most} onChange={setMost} />
            <AmountInput label="At most in 24 hours" value={mostAmountPerDay} onChange={setMostAmountPerDay} />
          </>
        )}
      </Stack>
    </DialogForm>
  )
}

function AmountInput({
  onChange,
  ...props
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}): React.JSX.Element {
  return (
    <TextInput
      {...props}
      required
      inputMode="decimal"
      pattern="[0-9]{1,15}([.][0-9]{1,6})?"
      title="A number such as 500 or 99.95"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
