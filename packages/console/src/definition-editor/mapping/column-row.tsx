import { ActionIcon, Button, Group, NativeSelect, Text, Textarea, TextInput } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import { Icon } from '../../ui/marks/icon.tsx'
import { textOf } from '../json.ts'
import { ColumnSettings } from './column-settings.tsx'
import { isColumnName, type MappingColumn, type Origin, originOf, withOrigin, withSettings } from './columns.ts'
import type { Problems, RowSurroundings } from './mapping-props.ts'

const origins: readonly { readonly value: Origin; readonly label: string }[] = [
  { value: 'path', label: 'Field' },
  { value: 'expr', label: 'Expression' },
  { value: 'value', label: 'Constant' },
]
const loadOrigins = origins.map((origin) => (origin.value === 'path' ? { ...origin, label: 'Column' } : origin))

/** One column: what it is called, where its value comes from, what happens to it, and what is wrong with it. */
export function ColumnRow({
  column,
  isKey,
  problems,
  surroundings,
  onChange,
  onRemove,
}: {
  readonly column: MappingColumn
  /** Whether rows could not be told apart without it. */
  readonly isKey: boolean
  readonly problems: Problems
  readonly surroundings: RowSurroundings
  readonly onChange: (column: MappingColumn) => void
  readonly onRemove: () => void
}): React.JSX.Element {
  const { name, rule } = column
  const { isLoad } = surroundings
  const [isOpen, setOpen] = useState(false)
  const problemsId = useId()
  const origin = originOf(rule)
  const given = textOf(rule[origin])
  const isWrong = problems.length > 0
  const set = (text: string): void => onChange({ name, rule: withSettings(rule, { [origin]: text }) })
  const common = {
    'aria-label': `${origins.find(({ value }) => value === origin)?.label} of ${name}`,
    'aria-describedby': isWrong ? problemsId : undefined,
    error: isWrong,
    className: 'mapping-from',
    spellCheck: false,
    value: given,
  }
  return (
    <li className="mapping-row">
      <div className="mapping-line">
        <NameField column={column} isKey={isKey} surroundings={surroundings} onChange={onChange} />
        <NativeSelect
          size="sm"
          aria-label={`Where ${name} comes from`}
          className="mapping-origin"
          data={[...(isLoad ? loadOrigins : origins)]}
          value={origin}
          onChange={(event) =>
            onChange({
              name,
              rule: withOrigin(
                rule,
                event.currentTarget.value === 'expr'
                  ? 'expr'
                  : event.currentTarget.value === 'value'
                    ? 'value'
                    : 'path',
              ),
            })
          }
        />
        {origin === 'expr' ? (
          <Textarea
            {...common}
            classNames={{ input: 'code-input' }}
            autosize
            minRows={1}
            maxRows={8}
            placeholder="status = 'voided'"
            onChange={(event) => set(event.currentTarget.value)}
          />
        ) : (
          <TextInput
            {...common}
            list={origin === 'path' ? surroundings.offered : undefined}
            placeholder={origin === 'path' ? (isLoad ? 'Name of a column' : 'Name of a field') : 'The same for all'}
            onChange={(event) => set(event.currentTarget.value)}
          />
        )}
        <Group gap={2} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-expanded={isOpen}
            aria-label={`More about ${name}`}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name="chevron" size={16} className={isOpen ? 'turned' : ''} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            disabled={isKey}
            aria-label={`Remove ${name}`}
            onClick={onRemove}
          >
            <Icon name="trash" size={16} />
          </ActionIcon>
        </Group>
      </div>
      {isOpen ? null : <Notes rule={rule} onOpen={() => setOpen(true)} />}
      {isWrong ? (
        <div id={problemsId} className="mapping-problems">
          {problems.map(({ path, message, suggestion }) => (
            <Text key={`${path} ${message}`} size="sm" className="bad">
              {origin === 'expr' && path.endsWith('.expr') ? 'The expression ' : `${path.split('.').at(-1)} `}
              {message}. {suggestion}
            </Text>
          ))}
        </div>
      ) : null}
      {isOpen ? <ColumnSettings column={column} surroundings={surroundings} onChange={onChange} /> : null}
    </li>
  )
}

/** Takes another name when the field is left: while somebody types, it may be that of another column. */
function NameField({
  column: { name, rule },
  isKey,
  surroundings: { isLoad, isTaken },
  onChange,
}: {
  readonly column: MappingColumn
  readonly isKey: boolean
  readonly surroundings: RowSurroundings
  readonly onChange: (column: MappingColumn) => void
}): React.JSX.Element {
  const [typed, setTyped] = useState(name)
  useEffect(() => setTyped(name), [name])
  const wanted = typed.trim()
  const problem =
    wanted === name
      ? undefined
      : isTaken(wanted)
        ? 'Another one has this name.'
        : isColumnName(wanted, isLoad)
          ? undefined
          : isLoad
            ? 'Write the name of a field of Coupa, such as payment-term.code.'
            : 'Use letters, digits, “_”, “.” and “-”, and begin with a letter.'
  return (
    <TextInput
      size="sm"
      className="mapping-name"
      aria-label={isLoad ? `Field ${name}` : `Column ${name}`}
      spellCheck={false}
      readOnly={isKey}
      title={isKey ? 'It identifies the record' : undefined}
      error={problem}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        if (problem === undefined && wanted !== name) onChange({ name: wanted, rule })
      }}
    />
  )
}

/** What happens to the value, in a line that opens the settings. */
function Notes({
  rule,
  onOpen,
}: {
  readonly rule: MappingColumn['rule']
  readonly onOpen: () => void
}): React.JSX.Element | null {
  const notes = [
    ...(rule.as === undefined ? [] : [textOf(rule.as)]),
    ...(Array.isArray(rule.apply)
      ? [rule.apply.map((call) => (typeof call === 'string' ? call : Object.keys(call ?? {})[0])).join(', ')]
      : []),
    ...(rule.table === undefined ? [] : [`looked up in ${textOf(rule.table)}`]),
    ...(rule.default === undefined ? [] : [`if empty, “${textOf(rule.default)}”`]),
    ...(rule.sensitive === undefined ? [] : [textOf(rule.sensitive)]),
    ...(rule.empty === 'clear' ? ['empty clears the field'] : []),
    ...(rule.required === undefined ? [] : [rule.required === true ? 'needed' : 'may be empty']),
  ]
  if (notes.length === 0) return null
  return (
    <Button className="mapping-notes" size="compact-xs" variant="subtle" color="gray" onClick={onOpen}>
      {notes.join(' · ')}
    </Button>
  )
}
