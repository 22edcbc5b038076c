import { NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { changed, type Definition, type JsonValue, objectOf, textOf, withPart } from '../json.ts'

/** What a load writes in Coupa, how it finds what is there, and what it does about what is missing from an input. */
export function LoadTarget({
  definition,
  onChange,
}: {
  readonly definition: Definition
  readonly onChange: (definition: Definition) => void
}): React.JSX.Element {
  const destination = objectOf(definition.destination)
  const { inactivations } = objectOf(definition.limits)
  const [key, setKey] = useState(
    Array.isArray(destination.key) ? destination.key.map((field) => textOf(field)).join(', ') : '',
  )
  const set = (changes: Readonly<Record<string, JsonValue | undefined>>): void =>
    onChange(withPart(definition, 'destination', changes))
  const setAbsent = (absent: string): void => {
    const { absent: _, ...rest } = definition
    onChange(absent === '' ? rest : { ...rest, absent })
  }
  return (
    <Stack gap="md" maw={720}>
      <TextInput
        label="Resource"
        description="Another one is another process."
        readOnly
        value={textOf(destination.resource) || textOf(objectOf(destination.flatFiles).object)}
      />
      <TextInput
        label="Key"
        description="Fields that identify a record, with commas."
        spellCheck={false}
        value={key}
        onChange={({ currentTarget: { value } }) => {
          setKey(value)
          const fields = value.split(',').map((field) => field.trim())
          set({ key: fields.filter((field) => field !== '') })
        }}
      />
      <NativeSelect
        label="Writes"
        data={[
          { value: '', label: 'creates what is missing, changes what is there' },
          { value: 'create', label: 'only creates' },
          { value: 'update', label: 'only changes' },
        ]}
        value={destination.write === 'create-and-update' ? '' : textOf(destination.write)}
        onChange={(event) => set({ write: event.currentTarget.value })}
      />
      <NativeSelect
        label="Records that earlier inputs had and this one has not"
        description={
          destination.inactive === undefined
            ? 'They can only be made inactive where the template says how: destination.inactive.'
            : undefined
        }
        data={[
          { value: '', label: 'stay as they are' },
          { value: 'inactivate', label: 'become inactive: each input is the full set' },
        ]}
        value={definition.absent === 'inactivate' ? 'inactivate' : ''}
        onChange={(event) => setAbsent(event.currentTarget.value)}
      />
      {definition.absent === 'inactivate' ? (
        <NumberInput
          label="Without asking, make inactive at most"
          description="With more the run stops, and waits for somebody to confirm."
          min={0}
          value={Number(objectOf(inactivations).max ?? 100)}
          onChange={(max) =>
            onChange(
              withPart(definition, 'limits', {
                inactivations: { ...changed(inactivations, { max: typeof max === 'number' ? max : undefined }) },
              }),
            )
          }
        />
      ) : null}
      <NativeSelect
        label="A field that Coupa does not take"
        data={[
          { value: '', label: 'is noted with the outcome' },
          { value: 'error', label: 'makes the record fail' },
        ]}
        value={destination.ignoredFields === 'error' ? 'error' : ''}
        onChange={(event) => set({ ignoredFields: event.currentTarget.value })}
      />
    </Stack>
  )
}
