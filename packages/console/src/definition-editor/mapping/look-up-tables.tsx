import { ActionIcon, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { Icon } from '../../ui/marks/icon.tsx'
import { type Definition, type JsonValue, objectOf, textOf } from '../json.ts'

type TableRow = readonly [from: string, to: string]

/** The look-up tables of a definition: what a value becomes. */
export function LookUpTables({
  definition,
  onChange,
}: {
  readonly definition: Definition
  readonly onChange: (definition: Definition) => void
}): React.JSX.Element {
  const values = objectOf(definition.values)
  const tables = Object.entries(values).filter(([, value]) => objectOf(value).kind === 'table')
  const [typed, setTyped] = useState('')
  const name = typed.trim()
  const problem =
    name === ''
      ? undefined
      : !/^[a-z][a-z0-9-]{0,62}$/.test(name)
        ? 'Use lowercase letters, digits, and hyphens, and begin with a letter.'
        : values[name] === undefined
          ? undefined
          : 'There is a value of this name.'
  const set = (next: Readonly<Record<string, JsonValue>>): void => onChange({ ...definition, values: { ...next } })
  return (
    <section aria-label="Look-up tables">
      <Title order={2}>Look-up tables</Title>
      <Text size="sm" className="muted" mb="sm">
        What a value becomes: units, company codes, payment terms. A column names its table under More.
      </Text>
      <Stack gap="md">
        {tables.map(([table, value]) => (
          <LookUpTable
            key={table}
            name={table}
            rows={Object.entries(objectOf(objectOf(value).rows)).map(([from, to]): TableRow => [from, textOf(to)])}
            onChange={(rows) => set({ ...values, [table]: { ...objectOf(value), rows: Object.fromEntries(rows) } })}
            onRemove={() => set(Object.fromEntries(Object.entries(values).filter(([other]) => other !== table)))}
          />
        ))}
        <Group gap="xs" align="flex-start">
          <TextInput
            aria-label="Name of a new look-up table"
            placeholder="company-codes"
            size="sm"
            spellCheck={false}
            error={problem}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            disabled={name === '' || problem !== undefined}
            onClick={() => {
              set({ ...values, [name]: { kind: 'table', rows: {} } })
              setTyped('')
            }}
          >
            Add a table
          </Button>
        </Group>
      </Stack>
    </section>
  )
}

/** Keeps rows as they are typed: two of them may have the same value for a moment. */
function LookUpTable({
  name,
  rows,
  onChange,
  onRemove,
}: {
  readonly name: string
  readonly rows: readonly TableRow[]
  readonly onChange: (rows: readonly TableRow[]) => void
  readonly onRemove: () => void
}): React.JSX.Element {
  const [typed, setTyped] = useState<readonly TableRow[]>(rows)
  const set = (next: readonly TableRow[]): void => {
    setTyped(next)
    onChange(next.filter(([from], place) => from !== '' && next.findIndex(([other]) => other === from) === place))
  }
  const replace = (place: number, row: TableRow): void =>
    set(typed.map((other, index) => (index === place ? row : other)))
  return (
    <section className="surface form-card" aria-label={`Look-up table ${name}`}>
      <Group justify="space-between" mb="xs">
        <Title order={3}>{name}</Title>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onRemove}>
          Remove {name}
        </Button>
      </Group>
      <Stack gap={6}>
        {typed.map(([from, to], place) => {
          const isTwice = from !== '' && typed.findIndex(([other]) => other === from) !== place
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names, and keep their places
            <Group key={place} gap="xs" wrap="nowrap" align="flex-start">
              <TextInput
                size="xs"
                flex={1}
                aria-label={`Value ${place + 1} of ${name}`}
                placeholder="Value"
                error={isTwice ? 'It stands above already.' : undefined}
                value={from}
                onChange={(event) => replace(place, [event.currentTarget.value, to])}
              />
              <TextInput
                size="xs"
                flex={1}
                aria-label={`What value ${place + 1} of ${name} becomes`}
                placeholder="becomes"
                value={to}
                onChange={(event) => replace(place, [from, event.currentTarget.value])}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove value ${place + 1} of ${name}`}
                onClick={() => set(typed.filter((_row, index) => index !== place))}
              >
                <Icon name="trash" size={16} />
              </ActionIcon>
            </Group>
          )
        })}
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => set([...typed, ['', '']])}
          >
            Add a value
          </Button>
        </div>
      </Stack>
    </section>
  )
}
