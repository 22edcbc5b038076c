import { Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { sessionQuery } from '../session/session-queries.ts'
import { useAccount } from '../session/use-account.ts'
import { Icon } from '../ui/marks/icon.tsx'
import { CreateAccountDialog } from './create-account-dialog.tsx'
import { useOpenedMenu } from './use-opened-menu.ts'

/** The accounts of the person. It opens when it first appears, because its button was pressed. */
export default function AccountMenu({ children }: { readonly children: React.JSX.Element }): React.JSX.Element {
  const { data } = useSuspenseQuery(sessionQuery)
  const { id } = useAccount()
  const navigate = useNavigate()
  const menu = useOpenedMenu()
  const [isCreating, creation] = useDisclosure(false)
  return (
    <>
      <Menu position="bottom-start" width={224} {...menu}>
        <Menu.Target>{children}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Accounts</Menu.Label>
          {data.memberships.map(({ account }) => (
            <Menu.Item
              key={account.id}
              leftSection={account.id === id ? <Icon name="check" size={14} /> : <span className="icon-room" />}
              onClick={() => void navigate({ to: '/a/$account', params: { account: account.id } })}
            >
              {account.name}
            </Menu.Item>
          ))}
          {data.person.isInstallationAdministrator ? (
            <Menu.Item leftSection={<Icon name="plus" size={14} />} onClick={creation.open}>
              Create an account …
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <CreateAccountDialog opened={isCreating} onClose={creation.close} />
    </>
  )
}
