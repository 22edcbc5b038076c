import type { CatalogField, CatalogResource } from '@coupa-connector/protocol'
import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core'
import { useId, useState } from 'react'
import { customFields } from '../../catalog/fields/field-tree.ts'
import { Icon } from '../../ui/marks/icon.tsx'
import { type Definition, isLoad as isLoadDefinition, objectOf } from '../json.ts'
import { ColumnRow } from './column-row.tsx'
import {
  columnNameOf,
  customTypeOf,
  freeName,
  type MappingColumn,
  type MappingTable,
  pathInRecord,
  pathInRow,
  problemsByColumn,
  tablesOf,
  withColumns,
} from './columns.ts'
import { FieldDialog } from './field-dialog.tsx'
import type { MappingProps, RowSurroundings } from './mapping-props.ts'
import { SourceFields } from './source-field-list.tsx'

/** What becomes of each field: the columns of every table, or the fields of records that go as they are. */
export function MappingEditor(props: MappingProps): React.JSX.Element {
  const tables = tablesOf(props.definition)
  const [chosen, setChosen] = useState<string>()
  const [first] = tables
  if (first === undefined) return <SourceFields {...props} />
  const table = tables.find(({ name }) => name === chosen) ?? first
  return (
    <Stack gap="sm">
      {tables.length > 1 ? (
        <NativeSelect
          label="Table"
          maw={360}
          data={tables.map(({ name, columns }) => ({ value: name ?? '', label: `${name}: ${columns.length} columns` }))}
          value={table.name ?? ''}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      ) : null}
      <TableEditor key={table.name} {...props} table={table} />
    </Stack>
  )
}

function TableEditor({
  definition,
  problems,
  resource,
  samples,
  ownFields,
  onLook,
  onChange,
  table,
}: MappingProps & { readonly table: MappingTable }): React.JSX.Element {
  const isLoad = isLoadDefinition(definition)
  const offered = useId()
  const [words, setWords] = useState('')
  const [isChoosing, setChoosing] = useState(false)
  const { columns, key, each } = table
  const byColumn = problemsByColumn(problems, table)
  const set = (next: readonly MappingColumn[]): void => onChange(withColumns(definition, table, next))
  const add = (rule: MappingColumn['rule']): void =>
    set([...columns, { name: freeName(isLoad ? 'new-field' : 'new_column', columns), rule }])
  const surroundings: RowSurroundings = {
    isLoad,
    offered,
    tables: namesOfTables(definition),
    isTaken: (name) => columns.some((column) => column.name === name),
  }
  const search = words.trim().toLowerCase()
  const picked = pickedPaths(table, isLoad)
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm" className="muted" role="status">
          {columns.length} {isLoad ? 'fields of Coupa' : 'columns'}
          {each === '$' ? '' : `, a row for each of ${each}`}
        </Text>
        <TextInput
          type="search"
          size="xs"
          aria-label="Search the mapping"
          placeholder="Search"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </Group>
      {(byColumn.get('') ?? []).map(({ path, message, suggestion }) => (
        <Text key={`${path} ${message}`} size="sm" className="bad">
          {path} {message}. {suggestion}
        </Text>
      ))}
      <datalist id={offered}>
        {(isLoad
          ? []
          : offeredPaths(resource, [...samples.paths, ...ownFields.map(({ name }) => `${customFields}.${name}`)], each)
        ).map((path) => (
          <option key={path} value={path} />
        ))}
      </datalist>
      <ul className="surface mapping-rows" aria-label={table.name === null ? 'Mapping' : `Mapping of ${table.name}`}>
        {columns.map((column, place) =>
          search === '' || JSON.stringify(column).toLowerCase().includes(search) ? (
            <ColumnRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a row keeps its place while it gets another name
              key={place}
              column={column}
              isKey={key.includes(column.name)}
              problems={byColumn.get(column.name) ?? []}
              surroundings={surroundings}
              onChange={(next) => set(columns.map((other, index) => (index === place ? next : other)))}
              onRemove={() => set(columns.filter((_other, index) => index !== place))}
            />
          ) : null,
        )}
      </ul>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          disabled={resource === undefined}
          onClick={() => {
            onLook()
            setChoosing(true)
          }}
        >
          Choose fields
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => add({ expr: '' })}
        >
          Add an expression
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => add({ value: '' })}
        >
          Add a constant
        </Button>
      </Group>
      {resource ? (
        <FieldDialog
          opened={isChoosing}
          resource={resource}
          samples={samples}
          ownFields={ownFields}
          picked={picked}
          onClose={() => setChoosing(false)}
          onChange={(next) => set(withPicked(table, { before: picked, next, isLoad, ownFields }))}
        />
      ) : null}
    </Stack>
  )
}

function namesOfTables({ values }: Definition): readonly string[] {
  return Object.entries(objectOf(values)).flatMap(([name, value]) => (objectOf(value).kind === 'table' ? [name] : []))
}

/** The fields that a table has already, by their paths in the record of Coupa. */
function pickedPaths({ columns, each }: MappingTable, isLoad: boolean): readonly string[] {
  if (isLoad) return columns.map(({ name }) => name.replaceAll('[]', ''))
  const paths = columns.flatMap(({ rule }) => (typeof rule.path === 'string' ? [pathInRecord(rule.path, each)] : []))
  return [...new Set(paths)]
}

/** The columns of a table after fields were chosen: new ones at the end, and without those that are no longer wanted. */
function withPicked(
  { columns, key, each }: MappingTable,
  {
    before,
    next,
    isLoad,
    ownFields,
  }: {
    readonly before: readonly string[]
    readonly next: readonly string[]
    readonly isLoad: boolean
    readonly ownFields: readonly CatalogField[]
  },
): readonly MappingColumn[] {
  const gone = new Set(before.filter((path) => !next.includes(path)))
  const pathOf = ({ name, rule }: MappingColumn): string =>
    isLoad ? name.replaceAll('[]', '') : typeof rule.path === 'string' ? pathInRecord(rule.path, each) : ''
  const kept = columns.filter((column) => key.includes(column.name) || !gone.has(pathOf(column)))
  const all = [...kept]
  for (const path of next) {
    if (before.includes(path)) continue
    const name = isLoad ? path : freeName(columnNameOf(path), all)
    const as = isLoad ? undefined : customTypeOf(path, ownFields)
    all.push({ name, rule: { path: isLoad ? path : pathInRow(path, each), ...(as === undefined ? {} : { as }) } })
  }
  return all
}

function offeredPaths(resource: CatalogResource | undefined, seen: readonly string[], each: string): readonly string[] {
  const simple = (resource?.fields ?? []).filter(
    ({ isReadable, type }) => isReadable && type !== 'array' && type !== 'object',
  )
  const paths = new Set([...simple.map(({ name }) => name), ...seen])
  return [...paths].map((path) => pathInRow(path, each)).sort()
}

/** A heading for the mapping, with what it is about. */
export function MappingTitle({ isLoad }: { readonly isLoad: boolean }): React.JSX.Element {
  return (
    <div>
      <Title order={2}>Mapping</Title>
      <Text size="sm" className="muted">
        {isLoad
          ? 'Left the fields of Coupa, right the columns of your input.'
          : 'Left what arrives at the other end, right where it comes from.'}
      </Text>
    </div>
  )
}
