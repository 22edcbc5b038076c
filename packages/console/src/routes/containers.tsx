import { Page } from '../components/page.tsx'

export function Containers(): React.JSX.Element {
  return <Page title="Containers">…</Page>
}
