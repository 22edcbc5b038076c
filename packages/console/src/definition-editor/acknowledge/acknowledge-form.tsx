import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { Icon } from '../../ui/marks/icon.tsx'
import { type Definition, type JsonValue, objectOf, textOf, withPart } from '../json.ts'
import { AnswersPlace } from './answers-place.tsx'

interface FormProps {
  readonly definition: Definition
  readonly onChange: (definition: Definition) => void
}

/** When a record counts as exported in Coupa, what is written back, and what Coupa shows of the runs. */
export function AcknowledgeForm({ definition, onChange }: FormProps): React.JSX.Element {
  const mode = textOf(objectOf(definition.acknowledge).mode) || 'none'
  const monitoring = objectOf(definition.coupaMonitoring)
  const level = textOf(monitoring.level) || '0'
  const choose = (next: string): void => {
    const isAnswered = next === 'after-answer'
    const edited = withPart(definition, 'acknowledge', {
      mode: next,
      ...(isAnswered ? {} : { answers: undefined, writeBack: undefined }),
    })
    onChange(edited)
  }
  return (
    <Stack gap="xl">
      <Stack gap="md" maw={720}>
        <NativeSelect
          label="Mark as exported in Coupa"
          data={[
            { value: 'none', label: 'Never' },
            { value: 'after-commit', label: 'When the record has arrived' },
            { value: 'after-answer', label: 'When its consumer has accepted it' },
            { value: 'before-delivery', label: "Before the delivery, as in Coupa's own recipe" },
          ]}
          value={mode}
          onChange={(event) => choose(event.currentTarget.value)}
        />
        {mode === 'after-answer' ? <AnswersPlace definition={definition} onChange={onChange} /> : null}
      </Stack>
      {mode === 'after-answer' ? <WriteBack definition={definition} onChange={onChange} /> : null}
      <Stack gap="md" maw={720}>
        <NativeSelect
          label="What Coupa shows under its integrations"
          data={[
            { value: '0', label: 'Nothing' },
            { value: '1', label: 'Runs' },
            { value: '2', label: 'Runs and errors' },
            { value: '3', label: 'Runs, errors, and a history record for each record' },
          ]}
          value={level}
          onChange={({ currentTarget: { value } }) =>
            onChange(
              withPart(
                definition,
                'coupaMonitoring',
                value === '0' ? { level: undefined, integration: undefined } : { level: Number(value) },
              ),
            )
          }
        />
        {level === '0' ? null : (
          <TextInput
            label="Integration"
            description="Code or name of the integration in Coupa. It has to exist there."
            withAsterisk
            maxLength={255}
            value={textOf(monitoring.integration)}
            onChange={(event) =>
              onChange(withPart(definition, 'coupaMonitoring', { integration: event.currentTarget.value }))
            }
          />
        )}
      </Stack>
    </Stack>
  )
}

type WriteBackRow = readonly [field: string, from: string]

/** Fields in Coupa that a positive answer sets. Rows stay as they are typed until they are complete. */
function WriteBack({ definition, onChange }: FormProps): React.JSX.Element {
  const given = objectOf(objectOf(definition.acknowledge).writeBack)
  const [rows, setRows] = useState<readonly WriteBackRow[]>(() =>
    Object.entries(given).flatMap(([field, from]): WriteBackRow[] => (typeof from === 'string' ? [[field, from]] : [])),
  )
  const constants = Object.entries(given).filter(([, from]) => typeof from !== 'string')
  const set = (next: readonly WriteBackRow[]): void => {
    setRows(next)
    const complete = next.filter(([field, from]) => field.trim() !== '' && from.trim() !== '')
    const writeBack: Record<string, JsonValue> = Object.fromEntries([...constants, ...complete])
    onChange(
      withPart(definition, 'acknowledge', {
        writeBack: Object.keys(writeBack).length === 0 ? undefined : writeBack,
      }),
    )
  }
  const replace = (place: number, row: WriteBackRow): void =>
    set(rows.map((other, index) => (index === place ? row : other)))
  return (
    <section aria-label="Write back">
      <Title order={2}>Write back</Title>
      <Text size="sm" className="muted" mb="sm">
        What an accepted record gets in Coupa, such as the number of its document in the ERP.
      </Text>
      <Stack gap="xs" maw={720}>
        {rows.map(([field, from], place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names, and keep their places
          <Group key={place} gap="xs" wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={`Field ${place + 1} in Coupa`}
              placeholder="custom-fields.erp-number"
              spellCheck={false}
              value={field}
              onChange={(event) => replace(place, [event.currentTarget.value, from])}
            />
            <TextInput
              flex={1}
              aria-label={`Field ${place + 1} of the answer`}
              placeholder="documentNumber"
              spellCheck={false}
              value={from}
              onChange={(event) => replace(place, [field, event.currentTarget.value])}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove field ${place + 1}`}
              onClick={() => set(rows.filter((_row, index) => index !== place))}
            >
              <Icon name="trash" size={16} />
            </ActionIcon>
          </Group>
        ))}
        {constants.map(([field, from]) => (
          <Text key={field} size="sm">
            <code>{field}</code> becomes {textOf(objectOf(from).value)}
          </Text>
        ))}
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => set([...rows, ['', '']])}
          >
            Add a field
          </Button>
        </div>
      </Stack>
    </section>
  )
}
