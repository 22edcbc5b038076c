import type { CatalogResource } from '@coupa-connector/protocol'
import { Checkbox, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core'
import { type Definition, type JsonValue, objectOf, textOf, withPart } from '../json.ts'
import { ConditionList } from './condition-list.tsx'

const modes = [
  { value: 'work-list', label: 'What is not marked as exported' },
  { value: 'incremental', label: 'What changed since the last run' },
  { value: 'full', label: 'Everything, each time' },
  { value: 'reconcile', label: 'Everything, and delivers what differs' },
]

const files = [
  { value: 'image-scan', label: 'The scanned image' },
  { value: 'attachments', label: 'Attachments' },
  { value: 'legal-invoice-pdf', label: 'The legal invoice as PDF' },
]

/** Which records of Coupa an export reads, and when it takes them again. */
export function ExportSource({
  definition,
  resource,
  onChange,
}: {
  readonly definition: Definition
  readonly resource: CatalogResource | undefined
  readonly onChange: (definition: Definition) => void
}): React.JSX.Element {
  const source = objectOf(definition.source)
  const set = (changes: Readonly<Record<string, JsonValue | undefined>>): void =>
    onChange(withPart(definition, 'source', changes))
  const mode = textOf(source.mode)
  const wanted = Array.isArray(source.files) ? source.files.map((file) => textOf(file)) : []
  return (
    <Stack gap="xl">
      <Stack gap="md" maw={720}>
        <TextInput
          label="Resource"
          description="Another one is another process."
          readOnly
          value={textOf(source.resource)}
        />
        <NativeSelect
          label="Reads"
          data={modes.some(({ value }) => value === mode) ? modes : [...modes, { value: mode, label: mode }]}
          value={mode}
          onChange={(event) => set({ mode: event.currentTarget.value })}
        />
        {mode === 'work-list' ? (
          <>
            <Checkbox
              label="Deliver documents again that changed after they were marked"
              checked={source.watchChanges === true}
              onChange={(event) =>
                set(
                  event.currentTarget.checked
                    ? { watchChanges: true }
                    : { watchChanges: undefined, deliverMarked: undefined },
                )
              }
            />
            {source.watchChanges === true ? (
              <Checkbox
                label="Also those that something else has marked as exported"
                checked={source.deliverMarked === true}
                onChange={(event) => set({ deliverMarked: event.currentTarget.checked || undefined })}
              />
            ) : null}
          </>
        ) : null}
        {mode === 'incremental' || source.watchChanges === true ? (
          <NumberInput
            label="Overlap in minutes"
            description="How far a window of time reaches back into the one before."
            min={0}
            max={10_080}
            value={typeof source.overlapMinutes === 'number' ? source.overlapMinutes : 5}
            onChange={(value) => set({ overlapMinutes: typeof value === 'number' ? value : undefined })}
          />
        ) : null}
      </Stack>
      <ConditionList
        where={objectOf(source.where)}
        resource={resource}
        onChange={(where) => set({ where: where as JsonValue })}
      />
      <Checkbox.Group
        label="Files that come along"
        description="Only folders take files."
        value={wanted}
        onChange={(next) => set({ files: next.length === 0 ? undefined : next })}
      >
        <Stack gap="xs" mt="xs">
          {files.map(({ value, label }) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </Stack>
      </Checkbox.Group>
    </Stack>
  )
}
