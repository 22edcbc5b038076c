import type { CatalogResource } from '@coupa-connector/protocol'
import { ActionIcon, Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { SearchSelect } from '../../ui/controls/search-select.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { type Condition, conditionOperators, conditionsOf, whereOf } from './conditions.ts'

type Where = Readonly<Record<string, unknown>>

/** Which records a process takes: those that fit all conditions. Keeps conditions as they are typed. */
export function ConditionList({
  where,
  resource,
  onChange,
}: {
  readonly where: Where
  readonly resource: CatalogResource | undefined
  readonly onChange: (where: Where) => void
}): React.JSX.Element {
  const [conditions, setConditions] = useState(() => conditionsOf(where))
  const fields = (resource?.fields ?? [])
    .filter(({ isReadable, type }) => isReadable && type !== 'array' && type !== 'object')
    .map(({ name }) => name)
  const set = (next: readonly Condition[]): void => {
    setConditions(next)
    onChange(whereOf(next))
  }
  const replace = (place: number, part: Partial<Condition>): void =>
    set(conditions.map((condition, index) => (index === place ? { ...condition, ...part } : condition)))
  return (
    <section aria-label="Records">
      <Title order={2}>Records</Title>
      <Text size="sm" className="muted" mb="sm">
        Records that fit all conditions. What is new or changed is found by itself.
      </Text>
      <Stack gap="xs">
        {conditions.map((condition, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no names, and keep their places
          <Group key={place} gap="xs" align="flex-end" className="condition-row">
            <SearchSelect
              aria-label={`Field of condition ${place + 1}`}
              placeholder="Field"
              allowDeselect={false}
              limit={60}
              className="condition-field"
              data={fields.includes(condition.field) || condition.field === '' ? fields : [condition.field, ...fields]}
              value={condition.field === '' ? null : condition.field}
              onChange={(field) => field && replace(place, { field })}
            />
            <Select
              aria-label={`Comparison of condition ${place + 1}`}
              allowDeselect={false}
              className="condition-operator"
              data={[...conditionOperators]}
              value={condition.operator}
              onChange={(operator) => operator && replace(place, { operator })}
            />
            <TextInput
              aria-label={`Value of condition ${place + 1}`}
              placeholder={condition.operator === 'in' ? 'Values, with commas' : 'Value'}
              className="condition-value"
              value={condition.value}
              onChange={(event) => replace(place, { value: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove condition ${place + 1}`}
              onClick={() => set(conditions.filter((_condition, index) => index !== place))}
            >
              <Icon name="trash" size={16} />
            </ActionIcon>
          </Group>
        ))}
        {conditions.length === 0 ? (
          <Text size="sm" className="muted">
            No conditions: every record.
          </Text>
        ) : null}
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => set([...conditions, { field: '', operator: 'eq', value: '' }])}
          >
            Add a condition
          </Button>
        </div>
      </Stack>
    </section>
  )
}
