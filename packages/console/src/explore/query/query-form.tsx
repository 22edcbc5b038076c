import type { CatalogField, CatalogResource } from '@coupa-connector/protocol'
import { Button, Divider, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { isAssociation } from '../../catalog/fields/field-tree.ts'
import { SearchSelect } from '../../ui/controls/search-select.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { FieldChoice } from './field-choice.tsx'
import { FilterRow } from './filter-row.tsx'
import { type ExploreQuery, maxLimit, parentNames } from './query-model.ts'

/** The query as a form: parents of the path, fields, filters, order, limit, encoding. */
export function QueryForm({
  resource,
  ownFields,
  query,
  onChange,
}: {
  readonly resource: CatalogResource
  readonly ownFields: readonly CatalogField[]
  readonly query: ExploreQuery
  readonly onChange: (query: ExploreQuery) => void
}): React.JSX.Element {
  const sortable = resource.fields.filter(
    (field) => field.isReadable && !isAssociation(field) && field.type !== 'object' && field.type !== 'array',
  )
  const { orderBy } = query
  return (
    <Stack gap="md">
      <Parents resource={resource} query={query} onChange={onChange} />
      <FieldChoice
        resource={resource}
        ownFields={ownFields}
        value={query.fields}
        onChange={(fields) => onChange({ ...query, fields })}
      />
      <Divider />
      <Filters resource={resource} query={query} onChange={onChange} />
      <Divider />
      <Group gap="md" align="flex-end">
        <SearchSelect
          label="Order by"
          placeholder="id"
          clearable
          clearButtonProps={{ 'aria-label': 'Order by id again', tabIndex: 0 }}
          data={sortable.map(({ name }) => name)}
          value={query.orderBy?.field ?? null}
          onChange={(field) =>
            onChange({
              ...query,
              orderBy: field ? { field, direction: query.orderBy?.direction ?? 'asc' } : undefined,
            })
          }
          style={{ flex: '1 1 180px' }}
        />
        {orderBy ? (
          <Select
            label="Direction"
            allowDeselect={false}
            data={[
              { value: 'asc', label: 'Ascending' },
              { value: 'desc', label: 'Descending' },
            ]}
            value={orderBy.direction}
            onChange={(direction) =>
              onChange({ ...query, orderBy: { ...orderBy, direction: direction === 'desc' ? 'desc' : 'asc' } })
            }
            style={{ flex: '0 1 140px' }}
          />
        ) : null}
        <NumberInput
          label="Limit"
          min={1}
          max={maxLimit}
          allowDecimal={false}
          allowNegative={false}
          value={query.limit}
          onChange={(limit) => onChange({ ...query, limit: Number(limit) })}
          style={{ flex: '0 1 110px' }}
        />
        <Select
          label="Format"
          allowDeselect={false}
          data={[
            { value: 'json', label: 'JSON' },
            { value: 'xml', label: 'XML' },
          ]}
          value={query.wire}
          onChange={(wire) => onChange({ ...query, wire: wire === 'xml' ? 'xml' : 'json' })}
          style={{ flex: '0 1 110px' }}
        />
      </Group>
    </Stack>
  )
}

interface PartProps {
  readonly resource: CatalogResource
  readonly query: ExploreQuery
  readonly onChange: (query: ExploreQuery) => void
}

/** The ids in the path: whose addresses, whose lines. */
function Parents({ resource, query, onChange }: PartProps): React.JSX.Element | null {
  const names = parentNames(resource.name)
  if (names.length === 0) return null
  return (
    <Group gap="md">
      {names.map((name) => (
        <TextInput
          key={name}
          label={name}
          description={`The id that is part of the path ${resource.name}`}
          required
          value={query.parents[name] ?? ''}
          onChange={(event) => onChange({ ...query, parents: { ...query.parents, [name]: event.currentTarget.value } })}
        />
      ))}
    </Group>
  )
}

function Filters({ resource, query, onChange }: PartProps): React.JSX.Element {
  const { filters } = query
  const setFilters = (next: ExploreQuery['filters']): void => onChange({ ...query, filters: next })
  return (
    <Stack gap="xs" role="group" aria-labelledby="filters">
      <Group justify="space-between">
        <Text size="sm" fw={500} id="filters">
          Filters
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => setFilters([...filters, { field: '', operator: 'eq', value: '' }])}
        >
          Add filter
        </Button>
      </Group>
      {filters.length === 0 ? (
        <Text size="sm" className="muted">
          No filters. All records match.
        </Text>
      ) : null}
      {filters.map((filter, index) => (
        <FilterRow
          // Filters have no name of their own; a row keeps nothing that another one could not take over.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={index}
          index={index}
          fields={resource.fields}
          filter={filter}
          onChange={(next) => setFilters(filters.map((other, at) => (at === index ? next : other)))}
          onRemove={() => setFilters(filters.filter((_, at) => at !== index))}
        />
      ))}
    </Stack>
  )
}
