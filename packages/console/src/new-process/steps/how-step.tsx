import { Radio, Stack, TextInput } from '@mantine/core'
import type { NewProcessState } from '../use-new-process.ts'

const shapes = [
  ['nested', 'As Coupa has them', 'One object a record, with its lists inside.'],
  ['flat', 'One row a line', 'The fields of the record repeat on each of its lines.'],
  ['tables', 'Tables', 'A table for the records, and one for each of their lists.'],
] as const

const acknowledgements = [
  ['none', 'Do not mark', 'Records are found by when they changed. Coupa is only read.'],
  ['after-commit', 'After delivery', 'Coupa marks a record as exported as soon as it has arrived.'],
  ['after-answer', 'After an answer', 'The consumer accepts or refuses each record, and then Coupa is told.'],
] as const

const levels = [
  ['0', 'Nothing', 'Runs appear here only.'],
  ['1', 'Runs', 'Each run appears in Coupa under its integration.'],
  ['2', 'Runs and errors', 'And so does each record that was set aside.'],
  ['3', 'Runs, errors, and history', 'And a history record for each record that went through.'],
] as const

/** Shape, acknowledgement, and what Coupa shows of the runs. */
export function HowStep({ process }: { readonly process: NewProcessState }): React.JSX.Element {
  const { draft, change, direction, definition, template } = process
  const mapping = definition?.mapping as { readonly shape?: string } | undefined
  const acknowledge = definition?.acknowledge as { readonly mode?: string } | undefined
  return (
    <Stack gap="lg" maw={720}>
      {direction === 'out' ? (
        <>
          <Choices
            label="Shape"
            choices={draft.kind === 'postgresql' ? shapes.filter(([shape]) => shape !== 'nested') : shapes}
            value={draft.shape ?? mapping?.shape}
            onChange={(shape) => change({ shape })}
          />
          {template?.acknowledge === null ? null : (
            <Choices
              label="Mark as exported in Coupa"
              choices={acknowledgements}
              value={draft.acknowledge ?? acknowledge?.mode}
              onChange={(mode) => change({ acknowledge: mode })}
            />
          )}
        </>
      ) : null}
      <Choices
        label="What Coupa shows under its integrations"
        choices={levels}
        value={String(draft.monitoringLevel)}
        onChange={(level) => change({ monitoringLevel: Number(level) })}
      />
      {draft.monitoringLevel > 0 ? (
        <TextInput
          label="Integration"
          description="Code or name of the integration in Coupa. It has to exist there."
          withAsterisk
          maxLength={255}
          value={draft.integration}
          onChange={(event) => change({ integration: event.currentTarget.value })}
        />
      ) : null}
    </Stack>
  )
}

function Choices({
  label,
  choices,
  value,
  onChange,
}: {
  readonly label: string
  readonly choices: readonly (readonly [value: string, label: string, description: string])[]
  readonly value: string | undefined
  readonly onChange: (value: string) => void
}): React.JSX.Element {
  return (
    <Radio.Group label={label} value={value ?? null} onChange={onChange}>
      <div className="surface template-list">
        {choices.map(([choice, title, description]) => (
          <Radio key={choice} className="template-row" value={choice} label={title} description={description} />
        ))}
      </div>
    </Radio.Group>
  )
}
