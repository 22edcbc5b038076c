import type { CatalogField } from '@coupa-connector/protocol'
import { ActionIcon, Autocomplete, Group, Select, TextInput } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { typeQuery } from '../../catalog/catalog-queries.ts'
import { fieldAt, isAssociation, maxDepth } from '../../catalog/fields/field-tree.ts'
import { Icon } from '../../ui/marks/icon.tsx'
import { operatorLabel, operatorsFor } from './operator-choices.ts'
import type { Filter } from './query-model.ts'

/** One filter: a field, a comparison, and a value with a control for its type. */
export function FilterRow({
  index,
  fields,
  filter,
  onChange,
  onRemove,
}: {
  readonly index: number
  readonly fields: readonly CatalogField[]
  readonly filter: Filter
  readonly onChange: (filter: Filter) => void
  readonly onRemove: () => void
}): React.JSX.Element {
  const { field, suggestions } = useField(filter.field, fields)
  const allowed = operatorsFor(field?.type)
  const choices = allowed.includes(filter.operator) ? allowed : [...allowed, filter.operator]
  return (
    <Group gap="xs" align="flex-start" className="filter-row">
      <Autocomplete
        aria-label={`Field of filter ${index + 1}`}
        placeholder="Field, such as status or supplier.name"
        data={[...suggestions]}
        limit={200}
        comboboxProps={{ shadow: 'sm' }}
        maxDropdownHeight={260}
        value={filter.field}
        onChange={(path) => onChange({ ...filter, field: path.trim() })}
        style={{ flex: '2 1 200px' }}
        autoFocus={filter.field === ''}
      />
      <Select
        aria-label={`Comparison of filter ${index + 1}`}
        data={choices.map((operator) => ({ value: operator, label: operatorLabel(operator, field?.type) }))}
        allowDeselect={false}
        value={filter.operator}
        onChange={(operator) => operator && onChange({ ...filter, operator })}
        style={{ flex: '1 1 130px' }}
      />
      <FilterValue index={index} field={field} filter={filter} onChange={onChange} />
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Remove filter ${index + 1}`} onClick={onRemove}>
        <Icon name="trash" />
      </ActionIcon>
    </Group>
  )
}

function FilterValue({
  index,
  field,
  filter,
  onChange,
}: {
  readonly index: number
  readonly field: CatalogField | undefined
  readonly filter: Filter
  readonly onChange: (filter: Filter) => void
}): React.JSX.Element {
  const { operator, value } = filter
  const label = `Value of filter ${index + 1}`
  const style = { flex: '2 1 160px' }
  const set = (next: string | null): void => onChange({ ...filter, value: next ?? '' })
  if (operator === 'blank') {
    const data = [
      { value: 'true', label: 'yes' },
      { value: 'false', label: 'no' },
    ]
    const chosen = value === 'false' ? 'false' : 'true'
    return <Select aria-label={label} data={data} allowDeselect={false} value={chosen} onChange={set} style={style} />
  }
  const isList = operator === 'in' || operator === 'not_in'
  const values = field?.type === 'boolean' ? ['true', 'false'] : (field?.allowedValues ?? []).map(String)
  if (values.length > 0 && (operator === 'eq' || operator === 'not_eq')) {
    // Suggestions only: the catalog may not know every value, and what is typed stays.
    return (
      <Autocomplete
        aria-label={label}
        placeholder="Value"
        data={values}
        limit={200}
        comboboxProps={{ shadow: 'sm' }}
        maxDropdownHeight={260}
        value={value}
        onChange={set}
        onBlur={() => set(knownValue(value, values))}
        style={style}
      />
    )
  }
  const isNumber = field?.type === 'integer' || field?.type === 'decimal'
  return (
    <TextInput
      aria-label={label}
      placeholder={isList ? 'Values, separated by commas' : placeholders[field?.type ?? 'string']}
      {...(field?.type === 'date' && !isList ? { type: 'date' } : {})}
      {...(isNumber && !isList ? { inputMode: 'decimal' } : {})}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
      style={style}
    />
  )
}

/** A value that is typed in other letters, `APPROVED`, becomes the one that is known. */
function knownValue(value: string, values: readonly string[]): string {
  if (values.includes(value)) return value
  return values.find((known) => known.toLowerCase() === value.trim().toLowerCase()) ?? value
}

const placeholders: Partial<Record<CatalogField['type'], string>> = {
  string: 'Value',
  datetime: '2026-01-31 or 2026-01-31T08:00:00Z',
  integer: '42',
  decimal: '100.00',
}

/** The field of a path, and what may be typed next: own fields, or those of the association before the last dot. */
function useField(
  path: string,
  fields: readonly CatalogField[],
): { readonly field: CatalogField | undefined; readonly suggestions: readonly string[] } {
  const [first = '', second = ''] = path.split('.').slice(0, -1)
  const outer = fields.find(({ name }) => name === first)?.references ?? []
  const outerTypes = useQueries({ queries: outer.map(typeQuery) })
  const outerFields = outerTypes.flatMap(({ data }) => data?.fields ?? [])
  const inner = outerFields.find(({ name }) => name === second)?.references ?? []
  const innerTypes = useQueries({ queries: inner.map(typeQuery) })
  const known = new Map([...outerTypes, ...innerTypes].flatMap(({ data }) => (data ? [[data.name, data.fields]] : [])))
  const field = fieldAt(path, fields, (type) => known.get(type))
  const depth = path.split('.').length - 1
  const prefix = depth === 0 ? '' : path.slice(0, path.lastIndexOf('.') + 1)
  const level = depth === 0 ? fields : depth === 1 ? outerFields : innerTypes.flatMap(({ data }) => data?.fields ?? [])
  const suggestions = level.flatMap((known) => {
    if (!known.isReadable) return []
    // A dot at the end leads on to the fields of the association.
    if (isAssociation(known)) return depth < maxDepth ? [`${prefix}${known.name}.`] : []
    return known.type === 'object' || known.type === 'array' ? [] : [prefix + known.name]
  })
  return { field, suggestions: [...new Set(suggestions)] }
}
