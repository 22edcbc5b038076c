import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { changed, type Definition, type JsonValue, objectOf, textOf, withPart } from '../json.ts'

const kinds = [
  { value: '', label: 'They are given here, by the command line, or by the API' },
  { value: 'files', label: 'Files in a folder of the container' },
  { value: 'sftp', label: 'Files on an SFTP server' },
  { value: 's3', label: 'Objects in a bucket' },
  { value: 'postgresql', label: 'Rows of a PostgreSQL query' },
]

/** Where the consumer puts its answers, for a process that waits for them. */
export function AnswersPlace({
  definition,
  onChange,
}: {
  readonly definition: Definition
  readonly onChange: (definition: Definition) => void
}): React.JSX.Element {
  const acknowledge = objectOf(definition.acknowledge)
  const answers = acknowledge.answers
  const given = objectOf(answers)
  const value = textOf(given.connection) || 'answers'
  const values = objectOf(definition.values)
  const kind = answers === undefined ? '' : textOf(objectOf(values[value]).kind)
  const set = (changes: Readonly<Record<string, JsonValue | undefined>>): void =>
    onChange(withPart(definition, 'acknowledge', { answers: { ...changed(answers, changes) } }))
  const choose = (next: string): void => {
    const { [value]: _, ...others } = values
    const place = withPart(definition, 'acknowledge', {
      answers: next === '' ? undefined : next === 'postgresql' ? { query: '' } : {},
    })
    onChange({ ...place, values: next === '' ? { ...others } : { ...others, [value]: { kind: next } } })
  }
  return (
    <>
      <NativeSelect
        label="Answers"
        description="What became of each record at its consumer: accepted or refused."
        data={kinds}
        value={kind}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {kind === 'postgresql' ? (
        <Textarea
          label="Query"
          description="Gives the columns id and outcome, and version, sequence or batch."
          classNames={{ input: 'code-input' }}
          withAsterisk
          autosize
          minRows={2}
          spellCheck={false}
          placeholder="select id, outcome, version, document_number from coupa_answer"
          value={textOf(given.query)}
          onChange={(event) => set({ query: event.currentTarget.value })}
        />
      ) : kind === '' ? null : (
        <TextInput
          label="Names of the files"
          description="Of a folder, with * for anything. Without it, all of them."
          placeholder="answers_*.csv"
          spellCheck={false}
          value={textOf(given.pattern)}
          onChange={(event) => set({ pattern: event.currentTarget.value })}
        />
      )}
    </>
  )
}
