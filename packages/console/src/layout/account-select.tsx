import { Select } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { sessionQuery } from '../session/session-queries.ts'
import { useAccount } from '../session/use-account.ts'

/** Switches to another account of the person. Loaded on its own, because few people have several and its code is large. */
export default function AccountSelect(): React.JSX.Element {
  const { data } = useSuspenseQuery(sessionQuery)
  const { id } = useAccount()
  const navigate = useNavigate()
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
