import { Receiver } from './receiver.ts';

const [url, token] = process.argv.slice(2);
if (!url || !token) {
  console.error('usage: npm start -- URL TOKEN');
  process.exit(2);
}

const receiver = new Receiver({ url, token });
for (const resource of await receiver.list()) {
  console.log(`${resource.type} ${resource.resourceId} ${resource.status}`);
  if (resource.type === 'ACCOUNT') await receiver.account(resource);
}
