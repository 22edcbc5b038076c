import type { ContainerKind } from '@coupa-connector/protocol'
import { Group, NumberInput, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { containerKinds } from '../container-words.ts'

/** What an installer token is wanted for. */
export interface EnrollWish {
  readonly kind: ContainerKind
  readonly name: string
  readonly lifetimeMinutes: number
  /** How many machines it enrols. */
  readonly nodes: number
}

/** A molecule or cloud that gets more nodes. */
export interface GrowingContainer {
  readonly id: string
  readonly kind: ContainerKind
  readonly name: string
}

const lifetimes = [
  { value: '30', label: '30 minutes' },
  { value: '60', label: '1 hour' },
  { value: '240', label: '4 hours' },
  { value: '1440', label: '24 hours' },
]

/** Characters that no name of a container may hold. */
const reserved = /[*\\^:$><%|?"/¥\p{Cc}]/u

/** The first step: what is to be enrolled. */
export function EnrollForm({
  initialKind,
  growing,
  isPending,
  error,
  onSubmit,
  onCancel,
}: {
  readonly initialKind: ContainerKind
  readonly growing?: GrowingContainer | undefined
  readonly isPending: boolean
  readonly error: unknown
  readonly onSubmit: (wish: EnrollWish) => void
  readonly onCancel: () => void
}): React.JSX.Element {
  const [kind, setKind] = useState(growing?.kind ?? initialKind)
  const [name, setName] = useState(growing?.name ?? '')
  const [lifetime, setLifetime] = useState('60')
  const [nodes, setNodes] = useState<number | string>(growing || initialKind === 'atom' ? 1 : 2)
  const [isSubmitted, setIsSubmitted] = useState(false)
  const nameError = growing ? undefined : faultOf(name)
  const canHaveNodes = growing !== undefined || kind !== 'atom'
  return (
    <DialogForm
      noValidate
      verb="Create installer token"
      isPending={isPending}
      error={error}
      onCancel={onCancel}
      onSubmit={() => {
        setIsSubmitted(true)
        if (nameError) return
        onSubmit({
          kind,
          name: name.trim(),
          lifetimeMinutes: Number(lifetime),
          nodes: canHaveNodes ? Math.max(1, Number(nodes) || 1) : 1,
        })
      }}
    >
      {growing ? null : (
        <>
          <Radio.Group
            label="Kind"
            value={kind}
            onChange={(value) => {
              const chosen = containerKinds.find((each) => each.kind === value)?.kind ?? 'atom'
              setKind(chosen)
              if (chosen !== 'atom' && nodes === 1) setNodes(2)
            }}
          >
            <Stack gap="sm" mt="xs">
              {containerKinds.map((each) => (
                <Radio key={each.kind} value={each.kind} label={each.label} description={each.explanation} />
              ))}
            </Stack>
          </Radio.Group>
          <TextInput
            label="Name"
            description="A name people will recognize, such as its location."
            placeholder="Plant 7"
            data-autofocus
            maxLength={255}
            value={name}
            error={isSubmitted ? nameError : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </>
      )}
      <Group grow align="flex-end">
        {canHaveNodes ? (
          <NumberInput
            label="Number of nodes"
            description="Machines that this token enrolls"
            min={1}
            max={100}
            allowDecimal={false}
            value={nodes}
            onChange={setNodes}
            data-autofocus={growing ? true : undefined}
          />
        ) : null}
        <Select
          label="Token expires after"
          allowDeselect={false}
          data={lifetimes}
          value={lifetime}
          onChange={(value) => setLifetime(value ?? '60')}
        />
      </Group>
    </DialogForm>
  )
}

function faultOf(name: string): string | undefined {
  if (name.trim() === '') return 'Enter a name.'
  const found = reserved.exec(name)
  return found ? `A name can’t contain “${found[0]}”. Remove it.` : undefined
}
