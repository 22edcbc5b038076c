import { Radio, Stack, TextInput } from '@mantine/core'
import { AnswersPlace } from '../../definition-editor/acknowledge/answers-place.tsx'
import { MappingBench } from '../../definition-editor/bench/mapping-bench.tsx'
import { EndSelects } from '../../definition-editor/ends/end-select.tsx'
import { objectOf, textOf } from '../../definition-editor/json.ts'
import { LoadSource } from '../../definition-editor/source/load-source.tsx'
import { LoadingRows } from '../../ui/states/states.tsx'
import { basisOf } from '../edit-definition.ts'
import { useContainer } from '../use-container.ts'
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

const ways = [
  ['rest', 'Over its API', 'Each record is written by itself, and its outcome is known at once.'],
  ['flat-files', 'As flat files', "Files go into Coupa's SFTP inbox, and Coupa says later what became of each row."],
] as const

/** Shape, acknowledgement, mapping with its preview, and what Coupa shows of the runs. */
export function HowStep({ process }: { readonly process: NewProcessState }): React.JSX.Element {
  const { account, draft, change, direction, definition, check, edit } = process
  const container = useContainer(process)
  return (
    <Stack gap="xl">
      <Stack gap="lg" maw={720}>
        {direction === 'out' ? <OutChoices process={process} /> : <InChoices process={process} />}
        <EndSelects
          account={account}
          ends={check?.ends ?? []}
          chosen={draft.ends}
          onChange={(ends) => change({ ends })}
        />
      </Stack>
      {definition ? (
        <MappingBench
          // What is typed belongs to the shape and kind that it was typed for.
          key={basisOf(draft)}
          definition={definition}
          check={check}
          target={{ account, connection: draft.connection, container, destination: draft.destination }}
          onChange={edit}
        />
      ) : (
        <LoadingRows rows={6} />
      )}
      {direction === 'out' ? <Monitoring process={process} /> : null}
    </Stack>
  )
}

function OutChoices({ process: { draft, change, definition, template, edit } }: { readonly process: NewProcessState }) {
  const mode = textOf(objectOf(definition?.acknowledge).mode)
  return (
    <>
      <Choices
        label="Shape"
        choices={draft.kind === 'postgresql' ? shapes.filter(([shape]) => shape !== 'nested') : shapes}
        value={draft.shape ?? textOf(objectOf(definition?.mapping).shape)}
        onChange={(shape) => change({ shape })}
      />
      {template?.acknowledge === null ? null : (
        <Choices
          label="Mark as exported in Coupa"
          choices={acknowledgements}
          value={draft.acknowledge ?? mode}
          onChange={(acknowledge) => change({ acknowledge })}
        />
      )}
      {definition && mode === 'after-answer' ? <AnswersPlace definition={definition} onChange={edit} /> : null}
    </>
  )
}

function InChoices({ process: { draft, change, definition, template, edit } }: { readonly process: NewProcessState }) {
  return (
    <>
      {template?.flatFiles === 'possible' ? (
        <Choices
          label="Written into Coupa"
          choices={ways}
          value={draft.way ?? 'rest'}
          onChange={(way) => change({ way: way === 'rest' ? undefined : way })}
        />
      ) : null}
      {definition ? <LoadSource key={basisOf(draft)} definition={definition} onChange={edit} /> : null}
    </>
  )
}

function Monitoring({ process: { draft, change } }: { readonly process: NewProcessState }): React.JSX.Element {
  return (
    <Stack gap="lg" maw={720}>
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
