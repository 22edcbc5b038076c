import { Menu } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useSignOut } from '../session/session-mutations.ts'
import { sessionQuery } from '../session/session-queries.ts'
import { useAccount } from '../session/use-account.ts'
import { Icon } from '../ui/marks/icon.tsx'
import { useOpenedMenu } from './use-opened-menu.ts'

/** What people do with their own account. It opens when it first appears, because its button was pressed. */
export default function PersonMenu({ children }: { readonly children: React.JSX.Element }): React.JSX.Element {
  const { data } = useSuspenseQuery(sessionQuery)
  const { id } = useAccount()
  const navigate = useNavigate()
  const menu = useOpenedMenu()
  const signOut = useSignOut()
  return (
    <Menu position="bottom-end" width={240} {...menu}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{data.person.email}</Menu.Label>
        <Menu.Item
          leftSection={<Icon name="people" size={16} />}
          onClick={() => void navigate({ to: '/a/$account/profile', params: { account: id } })}
        >
          Profile and sessions
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="exit" size={16} />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
