import type { OrganizationSchemaView, SchemaField } from '@coupa-connector/protocol'
import { Stack, Text, TextInput, Title } from '@mantine/core'
import { useId, useState } from 'react'
import { isOwnField, typeWords } from './schema-queries.ts'

/** The fields that the organization added, by resource, and its lookups. */
export function SchemaFields({ schema }: { readonly schema: OrganizationSchemaView }): React.JSX.Element {
  const [words, setWords] = useState('')
  const wanted = words
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s]+/g, '-')
  const resources = schema.resources.map(({ resource, records, fields }) => ({
    resource,
    records,
    fields: fields.filter((field) => isOwnField(field)),
  }))
  const shown = resources
    .map((one) => ({ ...one, fields: one.fields.filter(({ path }) => `${one.resource} ${path}`.includes(wanted)) }))
    .filter(({ fields }) => fields.length > 0)
  const refused = schema.resources.filter(({ problem }) => problem !== undefined)
  const without = resources.filter(({ fields, records }) => fields.length === 0 && records > 0)
  return (
    <Stack gap="md">
      <TextInput
        aria-label="Search fields"
        placeholder="Search fields"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {shown.map((one) => (
        <ResourceFields key={one.resource} {...one} />
      ))}
      {shown.length === 0 ? (
        <Text size="sm" className="muted">
          {words.trim() === '' ? 'No record shows a custom field.' : 'No field matches.'}
        </Text>
      ) : null}
      {schema.lookups.length > 0 ? (
        <Text size="sm" className="muted">
          Lookups:{' '}
          {schema.lookups
            .map(({ name, values, isComplete }) => `${name} (${values.length}${isComplete ? '' : ' or more'})`)
            .join(', ')}
        </Text>
      ) : null}
      {refused.length > 0 ? (
        <Text size="sm" className="muted" component="div">
          <details>
            <summary>Could not be read: {refused.map(({ resource }) => resource).join(', ')}</summary>
            <ul>
              {refused.map(({ resource, problem }) => (
                <li key={resource}>{problem}</li>
              ))}
            </ul>
          </details>
        </Text>
      ) : null}
      {without.length > 0 ? (
        <Text size="sm" className="muted">
          Without custom fields: {without.map(({ resource }) => resource).join(', ')}
        </Text>
      ) : null}
    </Stack>
  )
}

function ResourceFields({
  resource,
  records,
  fields,
}: {
  readonly resource: string
  readonly records: number
  readonly fields: readonly SchemaField[]
}): React.JSX.Element {
  const heading = useId()
  return (
    <section className="surface schema-resource" aria-labelledby={heading}>
      <Title order={3} size="h5" id={heading}>
        {resource} <span className="muted schema-records">{records} records looked at</span>
      </Title>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={`Table of ${resource}`}>
        <table className="schema-table">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Type</th>
              <th scope="col">Has a value</th>
              <th scope="col">Confidence</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.path}>
                <th scope="row">{field.path}</th>
                <td>{typeWords(field)}</td>
                <td className="numbers">{field.seen.of === 0 ? '–' : `${field.seen.filled} of ${field.seen.of}`}</td>
                <td>{field.confidence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
