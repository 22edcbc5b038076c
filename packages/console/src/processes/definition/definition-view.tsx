import { Table, Text } from '@mantine/core'
import { type MappingTable, readDefinition } from './read-definition.ts'

/** A definition as people read it: its parts in words, its mapping as rows. */
export function DefinitionView({
  definition,
}: {
  readonly definition: Readonly<Record<string, unknown>>
}): React.JSX.Element {
  const { sections, tables } = readDefinition(definition)
  return (
    <div className="definition">
      <div className="definition-sections">
        {sections.map(({ title, lines }) => (
          <section key={title} className="surface definition-section" aria-label={title}>
            <h2>{title}</h2>
            <dl className="fact-list">
              {lines.map(({ label, text }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {tables.length === 0 ? (
        <section className="surface definition-section" aria-label="Mapping">
          <h2>Mapping</h2>
          <p className="muted definition-note">Records are delivered as Coupa has them, nested.</p>
        </section>
      ) : (
        tables.map((table) => <MappingRows key={table.name} table={table} />)
      )}
    </div>
  )
}

function MappingRows({ table }: { readonly table: MappingTable }): React.JSX.Element {
  const { name, rowsOf, key, when, rows } = table
  const title = name === '' ? 'Mapping' : `Mapping: ${name}`
  const keys = new Set(key)
  return (
    <section className="surface definition-section" aria-label={title}>
      <h2>{title}</h2>
      <Text size="sm" className="muted" mb="xs">
        {rowsOf}
        {key.length > 0 ? ` · key: ${key.join(', ')}` : ''}
        {when ? ` · only where ${when}` : ''}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={`Columns of ${title}`}>
        <Table verticalSpacing={4} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>From</Table.Th>
              <Table.Th>Type</Table.Th>
              <Table.Th>Rules</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ target, from, isExpression, type, notes }) => (
              <Table.Tr key={target}>
                <Table.Th scope="row" fw={550}>
                  {target}
                  {keys.has(target) ? <span className="muted"> (key)</span> : null}
                </Table.Th>
                <Table.Td>{isExpression ? <code>{from}</code> : from}</Table.Td>
                <Table.Td className="muted">{type}</Table.Td>
                <Table.Td className="muted">{notes.join('; ')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </section>
  )
}
