import {
  ActionIcon,
  AppShell,
  Box,
  Burger,
  Divider,
  Group,
  Menu,
  Select,
  Stack,
  Text,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useSignOut } from '../session/session-mutations.ts'
import { sessionQuery } from '../session/session-queries.ts'
import { useAccount } from '../session/use-account.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { LoadingRows } from '../ui/states.tsx'
import { Brand } from './brand.tsx'

/** The frame of everything that belongs to an account: where one can go, and who one is. */
export function AccountLayout(): React.JSX.Element {
  const [isOpen, menu] = useDisclosure(false)
  const account = useAccount()
  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <AppShell.Header px="md" style={{ background: 'var(--console-surface)' }}>
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label="Menu" />
            <Brand />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <ColorSchemeButton />
            <PersonMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" style={{ background: 'var(--console-surface)' }} aria-label="Main">
        <Stack gap={2} onClick={menu.close}>
          <AccountSelect />
          <NavigationLink to="/a/$account" icon="home" isExact>
            Start
          </NavigationLink>
          <NavigationLink to="/a/$account/connections" icon="connection">
            Connections
          </NavigationLink>
          <NavigationLink to="/a/$account/explore" icon="explore">
            Explore
          </NavigationLink>
          <NavigationLink to="/a/$account/tests" icon="history">
            Tests
          </NavigationLink>
          <NavigationLink to="/a/$account/containers" icon="container">
            Containers
          </NavigationLink>
          <Divider my="sm" label="Account" labelPosition="left" />
          <NavigationLink to="/a/$account/people" icon="people">
            People
          </NavigationLink>
          {account.can('administrator') ? (
            <>
              <NavigationLink to="/a/$account/keys" icon="key">
                API keys
              </NavigationLink>
              <NavigationLink to="/a/$account/audit" icon="audit">
                Audit log
              </NavigationLink>
            </>
          ) : null}
          <NavigationLink to="/a/$account/settings" icon="policy">
            Settings
          </NavigationLink>
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} style={{ outline: 'none' }}>
        <Suspense
          fallback={
            <Box p="xl" maw={1120} mx="auto">
              <LoadingRows />
            </Box>
          }
        >
          <Outlet />
        </Suspense>
      </AppShell.Main>
    </AppShell>
  )
}

type AccountPath =
  | '/a/$account'
  | '/a/$account/connections'
  | '/a/$account/explore'
  | '/a/$account/tests'
  | '/a/$account/containers'
  | '/a/$account/people'
  | '/a/$account/keys'
  | '/a/$account/audit'
  | '/a/$account/settings'

function NavigationLink({
  to,
  icon,
  isExact = false,
  children,
}: {
  readonly to: AccountPath
  readonly icon: IconName
  readonly isExact?: boolean
  readonly children: string
}): React.JSX.Element {
  const { id } = useAccount()
  return (
    <Link
      to={to}
      params={{ account: id }}
      className="nav-link"
      activeOptions={{ exact: isExact, includeSearch: false }}
    >
      <Icon name={icon} />
      {children}
    </Link>
  )
}

/** Only for people of several accounts. */
function AccountSelect(): React.JSX.Element | null {
  const { data } = useSuspenseQuery(sessionQuery)
  const { id, name } = useAccount()
  const navigate = useNavigate()
  if (data.memberships.length < 2) {
    return (
      <Text size="sm" fw={600} px="sm" py={6} truncate title={name}>
        {name}
      </Text>
    )
  }
  return (
    <Select
      aria-label="Account"
      mb="xs"
      value={id}
      allowDeselect={false}
      data={data.memberships.map(({ account }) => ({ value: account.id, label: account.name }))}
      onChange={(account) => void (account && navigate({ to: '/a/$account', params: { account } }))}
    />
  )
}

function ColorSchemeButton(): React.JSX.Element {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const other = scheme === 'dark' ? 'light' : 'dark'
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={`Use ${other} colours`}
      onClick={() => setColorScheme(other)}
    >
      <Icon name={scheme === 'dark' ? 'sun' : 'moon'} />
    </ActionIcon>
  )
}

function PersonMenu(): React.JSX.Element {
  const { data } = useSuspenseQuery(sessionQuery)
  const { id } = useAccount()
  const navigate = useNavigate()
  const signOut = useSignOut()
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton aria-label={`${data.person.name}: profile and sign-out`}>
          <Group gap="xs" wrap="nowrap">
            <span className="avatar" aria-hidden="true" data-initials={initials(data.person.name)} />
            <Text size="sm" visibleFrom="sm">
              {data.person.name}
            </Text>
          </Group>
        </UnstyledButton>
      </Menu.Target>
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

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
}
