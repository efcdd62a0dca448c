// The receiver under test: as small as it can be and still do as the texts ask. Yours goes here.

const RESOURCES = '/open-banking/resources/v3/resources';
const LONGEST_PAUSE = 30; // seconds

const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Every resource of the consent a token is for. While the list is prepared (202), each wait is twice the one before. */
export async function listResources({ url, token, wait = sleep }) {
  const get = (address) =>
    fetch(address, { headers: { authorization: `Bearer ${token}`, 'x-fapi-interaction-id': crypto.randomUUID() } });

  let answer = await get(`${url}${RESOURCES}?page-size=100`);
  for (let pause = 1; answer.status === 202; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    await wait(pause);
    answer = await get(`${url}${RESOURCES}?page-size=100`);
  }

  const resources = [];
  for (;;) {
    if (answer.status !== 200) throw new Error(`GET ${RESOURCES} answered ${answer.status}`);
    const { data, links } = await answer.json();
    resources.push(...data);
    if (!links.next) return resources;
    answer = await get(links.next);
  }
}
