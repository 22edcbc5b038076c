import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { textOf } from '../json.ts'
import { type MappingColumn, originOf, withSettings } from './columns.ts'
import { functionsOf, functionsText } from './functions-text.ts'
import type { RowSurroundings } from './mapping-props.ts'

const types = ['text', 'integer', 'boolean', 'date', 'time', 'timestamp', 'json', 'decimal(32,4)', 'decimal(18,2)']

/** What happens to the value of a column on its way. */
export function ColumnSettings({
  column: { name, rule },
  surroundings: { isLoad, tables },
  onChange,
}: {
  readonly column: MappingColumn
  readonly surroundings: RowSurroundings
  readonly onChange: (column: MappingColumn) => void
}): React.JSX.Element {
  const set = (changes: Parameters<typeof withSettings>[1]): void =>
    onChange({ name, rule: withSettings(rule, changes) })
  const type = textOf(rule.as)
  return (
    <section className="mapping-settings" aria-label={`Settings of ${name}`}>
      {isLoad ? null : (
        <NativeSelect
          label="Type"
          data={[
            { value: '', label: 'That of the field' },
            ...(type === '' || types.includes(type) ? types : [type, ...types]),
          ]}
          value={type}
          onChange={(event) => set({ as: event.currentTarget.value })}
        />
      )}
      <FunctionsField rule={rule} onChange={(apply) => set({ apply })} />
      <TextInput
        label="If empty"
        description="A value in the place of none"
        value={textOf(rule.default)}
        onChange={(event) => set({ default: event.currentTarget.value })}
      />
      {tables.length > 0 || rule.table !== undefined ? (
        <NativeSelect
          label="Look-up table"
          data={[
            { value: '', label: 'None' },
            ...new Set([...tables, ...(rule.table === undefined ? [] : [textOf(rule.table)])]),
          ]}
          value={textOf(rule.table)}
          onChange={(event) =>
            set({
              table: event.currentTarget.value,
              ...(event.currentTarget.value === '' ? { missing: undefined } : {}),
            })
          }
        />
      ) : null}
      {rule.table === undefined ? null : (
        <NativeSelect
          label="Not in the table"
          data={[
            { value: '', label: 'Usual: the record is set aside' },
            { value: 'fail', label: 'The record is set aside' },
            { value: 'keep', label: 'The value stays' },
            { value: 'default', label: 'The value for empty' },
          ]}
          value={textOf(rule.missing)}
          onChange={(event) => set({ missing: event.currentTarget.value })}
        />
      )}
      {isLoad ? (
        <>
          <NativeSelect
            label="An empty cell"
            data={[
              { value: '', label: 'leaves the field as it is' },
              { value: 'clear', label: 'empties the field' },
            ]}
            value={rule.empty === 'clear' ? 'clear' : ''}
            onChange={(event) => set({ empty: event.currentTarget.value })}
          />
          {originOf(rule) === 'path' ? (
            <NativeSelect
              label="The column"
              data={[
                { value: '', label: 'may be missing' },
                { value: 'true', label: 'has to be in each input' },
                { value: 'false', label: 'of a key: may be empty' },
              ]}
              value={rule.required === undefined ? '' : String(rule.required)}
              onChange={({ currentTarget: { value } }) =>
                set({ required: value === '' ? undefined : value === 'true' })
              }
            />
          ) : null}
        </>
      ) : (
        <NativeSelect
          label="Sensitive"
          data={[
            { value: '', label: 'No' },
            { value: 'hash', label: 'Deliver a hash' },
            { value: 'mask', label: 'Deliver it masked' },
            { value: 'drop', label: 'Do not deliver it' },
          ]}
          value={textOf(rule.sensitive)}
          onChange={(event) => set({ sensitive: event.currentTarget.value })}
        />
      )}
    </section>
  )
}

/** Functions as a line of text, as typed until it is left. */
function FunctionsField({
  rule,
  onChange,
}: {
  readonly rule: MappingColumn['rule']
  readonly onChange: (apply: ReturnType<typeof functionsOf>) => void
}): React.JSX.Element {
  const text = functionsText(rule.apply)
  const [typed, setTyped] = useState(text ?? '')
  return (
    <TextInput
      label="Functions"
      description={text === undefined ? 'Too rich for a line: change them as JSON' : 'In their order: trim, cut 20'}
      spellCheck={false}
      disabled={text === undefined}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(functionsOf(event.currentTarget.value))
      }}
    />
  )
}
