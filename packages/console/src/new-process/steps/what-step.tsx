import { Button, Checkbox, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { resourceQuery } from '../../catalog/catalog-queries.ts'
import { ConditionList } from '../../definition-editor/source/condition-list.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { LoadingRows } from '../../ui/states/states.tsx'
import { basisOf, type DefinitionField, fieldsOf, hasOwnFields } from '../edit-definition.ts'
import type { NewProcessState } from '../use-new-process.ts'

/** Which records, and which of their fields. */
export function WhatStep({ process }: { readonly process: NewProcessState }): React.JSX.Element {
  const { base, direction } = process
  if (!base) return <LoadingRows rows={6} />
  return (
    <Stack gap="xl">
      {direction === 'out' ? <Records process={process} /> : null}
      {hasOwnFields(process.draft) ? (
        <OwnFields process={process} />
      ) : (
        <Fields process={process} fields={fieldsOf(base)} />
      )}
    </Stack>
  )
}

function Records({
  process: { draft, change, base, check },
}: {
  readonly process: NewProcessState
}): React.JSX.Element {
  const source = base?.source as { readonly where?: Readonly<Record<string, unknown>> } | undefined
  const resource = useQuery({
    ...resourceQuery(check?.resource?.replace(/\/\d+\//, '/') ?? ''),
    enabled: typeof check?.resource === 'string',
  })
  return (
    <ConditionList
      where={draft.where ?? source?.where ?? {}}
      resource={resource.data}
      onChange={(where) => change({ where })}
    />
  )
}

/** Says where fields are chosen that were edited one by one. */
function OwnFields({ process: { draft, change } }: { readonly process: NewProcessState }): React.JSX.Element {
  return (
    <Notice title="The fields are those of your mapping">
      <Stack gap="sm" align="flex-start">
        <span>You changed them under How. Change them there, or begin again with those of the template.</span>
        <Button
          size="xs"
          variant="default"
          onClick={() => change({ own: { ...draft.own, [basisOf(draft)]: {} }, leftOut: [], names: {} })}
        >
          Take the fields of the template
        </Button>
      </Stack>
    </Notice>
  )
}

function Fields({
  process: { draft, change, direction },
  fields,
}: {
  readonly process: NewProcessState
  readonly fields: readonly DefinitionField[]
}): React.JSX.Element {
  const [search, setSearch] = useState('')
  const { leftOut, names, onlyFields } = draft
  const isNamed = onlyFields
  const isKept = ({ path, isKey }: DefinitionField): boolean =>
    isKey ||
    (!leftOut.includes(path) &&
      (isNamed === undefined || isNamed.some((field) => path === field || path.startsWith(`${field}.`))))
  const shown = fields.filter(({ path }) => path.includes(search.trim().toLowerCase()))
  const count = fields.filter(isKept).length
  const toggle = (field: DefinitionField, isWanted: boolean): void => {
    // A choice that came from a query is written out, so that each field can be chosen by itself.
    const others = fields.filter((other) => other !== field && !isKept(other)).map(({ path }) => path)
    change({ onlyFields: undefined, leftOut: isWanted ? others : [...others, field.path] })
  }
  const hasNames = fields.some(({ name }) => name !== null)
  return (
    <section aria-label="Fields">
      <Group justify="space-between" gap="sm" mb="sm">
        <div>
          <Title order={2}>Fields</Title>
          <Text size="sm" className="muted" role="status">
            {count} of {fields.length}
            {hasNames
              ? direction === 'in'
                ? ', each from a column of your file'
                : ', each with its name at the other end'
              : ''}
          </Text>
        </div>
        <TextInput
          type="search"
          aria-label="Search fields"
          placeholder="Search fields"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </Group>
      <ul className="surface rows process-fields" aria-label="Fields of the process">
        {shown.map((field) => (
          <li key={field.path}>
            <Checkbox
              label={<code>{field.path}</code>}
              description={field.isKey ? whyAlways(field.path) : undefined}
              disabled={field.isKey}
              checked={isKept(field)}
              onChange={(event) => toggle(field, event.currentTarget.checked)}
            />
            {field.name === null ? null : (
              <TextInput
                size="xs"
                aria-label={`${direction === 'in' ? 'Column' : 'Name'} of ${field.path}`}
                className="field-name"
                disabled={!isKept(field) || (field.isKey && direction === 'out')}
                placeholder={field.name}
                value={names[field.path] ?? field.name}
                onChange={(event) => change({ names: { ...names, [field.path]: event.currentTarget.value } })}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function whyAlways(path: string): string {
  return `Always, because it ${path === 'updated-at' ? 'tells versions of the record apart' : 'identifies the record'}`
}
