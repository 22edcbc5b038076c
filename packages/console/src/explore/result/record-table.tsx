import { Button, Group, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { type ApiRecord, type Column, formatValue, valueAt } from './columns.ts'

const rowsAtOnce = 100

/** Records as a table in a region that scrolls on its own. A row opens its record; for the keyboard, its first cell does. */
export function RecordTable({
  records,
  columns,
  onOpen,
}: {
  readonly records: readonly ApiRecord[]
  readonly columns: readonly Column[]
  readonly onOpen: (record: ApiRecord) => void
}): React.JSX.Element {
  const [count, setCount] = useState(rowsAtOnce)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="data-region" aria-label="Records" tabIndex={0}>
        <table className="data-table">
          <thead>
            <tr>
              {columns.map(({ path, isNumeric }) => (
                <th key={path} scope="col" className={isNumeric ? 'numeric' : ''}>
                  {path}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {records.slice(0, count).map((record, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: records of one answer do not move
              <tr key={index} onClick={() => onOpen(record)}>
                {columns.map(({ path, isNumeric }, position) => (
                  <td key={path} className={isNumeric ? 'numeric' : ''}>
                    {position === 0 ? (
                      <UnstyledButton
                        className="cell-button"
                        aria-label={`Open record ${formatValue(valueAt(record, path)) || index + 1}`}
                        onClick={(event) => {
                          event.stopPropagation()
                          onOpen(record)
                        }}
                      >
                        {formatValue(valueAt(record, path)) || `Record ${index + 1}`}
                      </UnstyledButton>
                    ) : (
                      <Cell value={valueAt(record, path)} />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {records.length > count ? (
        <Group mt="xs" gap="sm">
          <Button size="compact-sm" variant="default" onClick={() => setCount(count + rowsAtOnce)}>
            Show more rows
          </Button>
          <Text size="sm" className="muted">
            {count} of {records.length} rows
          </Text>
        </Group>
      ) : null}
    </>
  )
}

function Cell({ value }: { readonly value: unknown }): React.JSX.Element {
  const text = formatValue(value)
  if (text === '') return <span className="quiet">{value === '' ? '""' : '–'}</span>
  return (
    <span className="cell" title={text.length > 40 ? text : undefined}>
      {text}
    </span>
  )
}
