import { createNoticeReceiver, type NoticeReceiver } from '../notices/notice-receiver';
import { parseWebhookKeys } from '../notices/webhook-keys';
import type { Settings } from '../settings/settings';

/** Who is told notices; `undefined` where the settings name nobody. They have been checked: where there is an address there are keys. */
export function noticeReceiverOf({ notify }: Pick<Settings, 'notify'>): NoticeReceiver | undefined {
  const keys = notify && parseWebhookKeys(notify.keys.reveal());
  return notify && keys && createNoticeReceiver(notify.url.reveal(), keys);
}
