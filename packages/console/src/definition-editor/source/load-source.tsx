import { NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { changed, type Definition, type JsonValue, objectOf, otherEndOf, textOf, withPart } from '../json.ts'

const kindsOfFiles = ['files', 'sftp', 's3']

/** How a load reads what it finds at its source: files of a folder, a query, an API. */
export function LoadSource({
  definition,
  onChange,
}: {
  readonly definition: Definition
  readonly onChange: (definition: Definition) => void
}): React.JSX.Element {
  const source = objectOf(definition.source)
  const { kind } = otherEndOf(definition)
  const set = (changes: Readonly<Record<string, JsonValue | undefined>>): void =>
    onChange(withPart(definition, 'source', changes))
  const format = textOf(source.format)
  return (
    <Stack gap="md" maw={720}>
      {kindsOfFiles.includes(kind) ? (
        <>
          <NativeSelect
            label="Format"
            data={[
              { value: '', label: 'By the ending of the file' },
              { value: 'csv', label: 'CSV' },
              { value: 'ndjson', label: 'NDJSON, a JSON object a line' },
              { value: 'parquet', label: 'Parquet' },
              { value: 'flat-file', label: "Coupa's flat files" },
            ]}
            value={format}
            onChange={(event) => set({ format: event.currentTarget.value })}
          />
          <TextInput
            label="Names of the files"
            description="Of a folder, with * for anything. Without it, all files of the format."
            placeholder="suppliers_*.csv"
            spellCheck={false}
            value={textOf(source.pattern)}
            onChange={(event) => set({ pattern: event.currentTarget.value })}
          />
          {format === '' || format === 'csv' ? (
            <NativeSelect
              label="Between the cells of a row"
              data={[
                { value: '', label: 'Comma' },
                { value: ';', label: 'Semicolon' },
                { value: '\t', label: 'Tab' },
                { value: '|', label: 'Vertical bar' },
              ]}
              value={source.delimiter === ',' ? '' : textOf(source.delimiter)}
              onChange={(event) => set({ delimiter: event.currentTarget.value })}
            />
          ) : null}
          <NativeSelect
            label="A file that was loaded"
            data={[
              { value: '', label: 'moves to archive/, or to failed/' },
              { value: 'remove', label: 'is deleted, as Coupa wants it for its outgoing files' },
            ]}
            value={source.finished === 'remove' ? 'remove' : ''}
            onChange={(event) => set({ finished: event.currentTarget.value })}
          />
        </>
      ) : null}
      {kind === 'postgresql' ? (
        <>
          <Textarea
            label="Query"
            description="Gives the records. It can change nothing."
            classNames={{ input: 'code-input' }}
            withAsterisk
            autosize
            minRows={3}
            maxRows={16}
            spellCheck={false}
            placeholder={'select number, name, term as "payment-term.code" from supplier'}
            value={textOf(source.query)}
            onChange={(event) => set({ query: event.currentTarget.value })}
          />
          <TextInput
            label="Columns that identify a row"
            description="With commas. With them the query is read page by page; without them by a cursor."
            placeholder="number"
            spellCheck={false}
            defaultValue={Array.isArray(source.keySet) ? source.keySet.map((item) => textOf(item)).join(', ') : ''}
            onChange={(event) => set({ keySet: listOf(event.currentTarget.value) })}
          />
        </>
      ) : null}
      {kind === 'http' ? (
        <>
          <TextInput
            label="Where the records are in an answer"
            description="A JSON pointer. Without it the answer is the list of records."
            placeholder="/data/items"
            spellCheck={false}
            value={textOf(source.records)}
            onChange={(event) => set({ records: event.currentTarget.value })}
          />
          <NextPage next={source.next} onChange={(next) => set({ next })} />
        </>
      ) : null}
      <NativeSelect
        label="Records of one input with the same key"
        data={[
          { value: '', label: 'are all refused if they differ' },
          { value: 'last-wins', label: 'the last one is loaded' },
        ]}
        value={source.duplicates === 'last-wins' ? 'last-wins' : ''}
        onChange={(event) => set({ duplicates: event.currentTarget.value })}
      />
      <NativeSelect
        label="Outcomes are written as"
        data={[
          { value: '', label: 'NDJSON' },
          { value: 'csv', label: 'CSV' },
        ]}
        value={source.result === 'csv' ? 'csv' : ''}
        onChange={(event) => set({ result: event.currentTarget.value })}
      />
    </Stack>
  )
}

/** How the next page of an API is found. */
function NextPage({
  next,
  onChange,
}: {
  readonly next: JsonValue | undefined
  readonly onChange: (next: JsonValue | undefined) => void
}): React.JSX.Element {
  const given = objectOf(next)
  const way = 'cursor' in given ? 'cursor' : given.link === 'header' ? 'header' : 'link' in given ? 'link' : ''
  return (
    <>
      <NativeSelect
        label="The next page"
        data={[
          { value: '', label: 'There is only one page' },
          { value: 'header', label: 'is in the header Link' },
          { value: 'link', label: 'is an address in the answer' },
          { value: 'cursor', label: 'is asked for with a cursor of the answer' },
        ]}
        value={way}
        onChange={({ currentTarget: { value } }) =>
          onChange(
            value === 'header'
              ? { link: 'header' }
              : value === 'link'
                ? { link: '/next' }
                : value === 'cursor'
                  ? { cursor: '/meta/next', parameter: 'after' }
                  : undefined,
          )
        }
      />
      {way === 'link' || way === 'cursor' ? (
        <TextInput
          label={way === 'link' ? 'Where the address is' : 'Where the cursor is'}
          description="A JSON pointer"
          spellCheck={false}
          value={textOf(given[way])}
          onChange={(event) => onChange({ ...given, [way]: event.currentTarget.value })}
        />
      ) : null}
      {way === 'cursor' ? (
        <TextInput
          label="The parameter that takes it"
          spellCheck={false}
          value={textOf(given.parameter)}
          onChange={(event) => onChange({ ...changed(given, { parameter: event.currentTarget.value }) })}
        />
      ) : null}
    </>
  )
}

function listOf(text: string): string[] | undefined {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
  return items.length === 0 ? undefined : items
}
