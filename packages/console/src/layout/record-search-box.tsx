import { ActionIcon } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useAccount } from '../session/use-account.ts'
import { Icon } from '../ui/marks/icon.tsx'

/** Finds a record from every screen. Where there is little room, it is a way to the screen that does. */
export function RecordSearchBox(): React.JSX.Element {
  const account = useAccount()
  const navigate = useNavigate()
  const to = '/a/$account/records'
  const params = { account: account.id }
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="Find a record"
        className="record-search-link"
        renderRoot={(props) => <Link {...props} to={to} params={params} search={{}} />}
      >
        <Icon name="explore" />
      </ActionIcon>
      <search className="record-search">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const form = event.currentTarget
            const key = String(new FormData(form).get('key')).trim()
            if (key === '') return
            form.reset()
            void navigate({ to, params, search: { key } })
          }}
        >
          <Icon name="explore" size={15} />
          <input type="search" name="key" aria-label="Find a record" placeholder="Find a record" maxLength={1000} />
        </form>
      </search>
    </>
  )
}
