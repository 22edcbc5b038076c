import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useAccount } from '../../session/use-account.ts'
import { Page } from '../../ui/pages/page.tsx'
import { ChannelList } from '../channels/channel-list.tsx'
import { MessageList } from '../channels/message-list.tsx'
import { RuleList } from '../rules/rule-list.tsx'
import { AlertList } from './alert-list.tsx'

const views = [
  { view: 'recent', label: 'Recent alerts', Panel: AlertList },
  { view: 'rules', label: 'Rules', Panel: RuleList },
  { view: 'channels', label: 'Channels', Panel: ChannelList },
  { view: 'messages', label: 'Messages', Panel: MessageList },
] as const

/** What people are told of, by which rules, and where it goes. The address holds the tab. */
export function Alerts(): React.JSX.Element {
  const account = useAccount()
  const { view } = useSearch({ from: '/a/$account/alerts' })
  const navigate = useNavigate()
  const chosen = views.find((one) => one.view === view)?.view ?? 'recent'
  return (
    <Page
      title="Alerts"
      description="Who is told when a run fails, records wait, or a connection turns red. Alerts never contain what is in records."
    >
      <Tabs
        value={chosen}
        onChange={(next) =>
          void navigate({
            to: '/a/$account/alerts',
            params: { account: account.id },
            search: next === null || next === 'recent' ? {} : { view: next },
            replace: true,
            resetScroll: false,
          })
        }
        keepMounted={false}
      >
        <Tabs.List className="editor-tabs">
          {views.map(({ view: name, label }) => (
            <Tabs.Tab key={name} value={name}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {views.map(({ view: name, Panel }) => (
          <Tabs.Panel key={name} value={name} pt="md">
            <Panel account={account.id} mayChange={account.can('administrator')} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  )
}
