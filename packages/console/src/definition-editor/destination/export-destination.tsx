import { Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core'
import { type Definition, type JsonValue, objectOf, otherEndOf, textOf, withPart } from '../json.ts'

const kindsOfFiles = ['files', 'sftp', 's3']

/** How records are written at the other end. */
export function ExportDestination({
  definition,
  onChange,
}: {
  readonly definition: Definition
  readonly onChange: (definition: Definition) => void
}): React.JSX.Element {
  const destination = objectOf(definition.destination)
  const { kind } = otherEndOf(definition)
  const set = (changes: Readonly<Record<string, JsonValue | undefined>>): void =>
    onChange(withPart(definition, 'destination', changes))
  return (
    <Stack gap="md" maw={720}>
      <TextInput
        label="Kind"
        description="Which destination of this kind it is, each environment says under Values."
        readOnly
        value={kind}
      />
      {kindsOfFiles.includes(kind) ? (
        <>
          <NativeSelect
            label="Format"
            data={[
              { value: 'ndjson', label: 'NDJSON, a JSON object a line' },
              { value: 'csv', label: 'CSV' },
              { value: 'parquet', label: 'Parquet' },
              ...(destination.format === 'flat-file' ? [{ value: 'flat-file', label: "Coupa's flat files" }] : []),
            ]}
            value={textOf(destination.format) || 'ndjson'}
            onChange={(event) => set({ format: event.currentTarget.value })}
          />
          <TextInput
            label="Name of a file"
            description="With {table}, {stamp} and {batch}. The batch is added where it is not named."
            placeholder="{table}_{stamp}_{batch}"
            spellCheck={false}
            value={textOf(destination.name)}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          {destination.format === 'csv' ? (
            <>
              <Checkbox
                label="Begin with a byte order mark, as spreadsheets like it"
                checked={destination.byteOrderMark === true}
                onChange={(event) => set({ byteOrderMark: event.currentTarget.checked || undefined })}
              />
              <Checkbox
                label="Put an apostrophe before what a spreadsheet would run as a formula"
                checked={destination.forSpreadsheets === true}
                onChange={(event) => set({ forSpreadsheets: event.currentTarget.checked || undefined })}
              />
            </>
          ) : null}
        </>
      ) : null}
      {kind === 'http' ? (
        <>
          <NativeSelect
            label="A request"
            data={[
              { value: '', label: 'for each batch' },
              { value: 'record', label: 'for each record' },
            ]}
            value={destination.request === 'record' ? 'record' : ''}
            onChange={(event) => set({ request: event.currentTarget.value })}
          />
          <Checkbox
            label="Records are CloudEvents"
            checked={destination.cloudEvents === true}
            onChange={(event) => set({ cloudEvents: event.currentTarget.checked || undefined })}
          />
        </>
      ) : null}
    </Stack>
  )
}
