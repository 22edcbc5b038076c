import { roles } from '@coupa-connector/protocol'
import { Table, VisuallyHidden } from '@mantine/core'
import { Icon } from '../ui/marks/icon.tsx'
import { roleTable } from './role-capabilities.ts'

/** What each role may do, as a small table. */
export function RoleTable(): React.JSX.Element {
  return (
    <section
      className="surface"
      style={{ overflowX: 'auto', position: 'relative' }}
      // Narrow screens scroll it sideways; the keyboard can, too.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="What each role can do"
    >
      <Table fz="sm" verticalSpacing="xs" horizontalSpacing="md" miw={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" miw="13rem">
              Can
            </Table.Th>
            {roles.map((role) => (
              <Table.Th key={role} scope="col" tt="capitalize" ta="center">
                {role}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {roleTable().map(({ text, may }) => (
            <Table.Tr key={text}>
              <Table.Th scope="row" fw={400}>
                {text}
              </Table.Th>
              {roles.map((role) => (
                <Table.Td key={role} ta="center">
                  {may.includes(role) ? (
                    <span className="good">
                      <Icon name="check" size={16} />
                      <VisuallyHidden>yes</VisuallyHidden>
                    </span>
                  ) : (
                    <VisuallyHidden>no</VisuallyHidden>
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}
