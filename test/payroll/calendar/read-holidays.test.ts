import { readHolidays } from '../../../src/payroll/calendar/read-holidays';
import { weekendOf } from '../../../src/payroll/calendar/weekend-of';

const calendar = (...events: readonly string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    ...events.flatMap((event) => ['BEGIN:VEVENT', event, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');

test('a calendar file names single days, days that come again each year, and each day of several', () => {
  const text = calendar(
    'UID:1\r\nDTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260102\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:New Year',
    'UID:2\r\nDTSTART;VALUE=DATE:20270326\r\nDTEND;VALUE=DATE:20270330\r\nSUMMARY:Easter',
  );
  const read = readHolidays(text, '2026-11-21');
  expect(read.ok && read.holidays.slice(0, 6)).toEqual([
    { date: '2027-01-01', name: 'New Year' },
    { date: '2027-03-26', name: 'Easter' },
    { date: '2027-03-27', name: 'Easter' },
    { date: '2027-03-28', name: 'Easter' },
    { date: '2027-03-29', name: 'Easter' },
    { date: '2028-01-01', name: 'New Year' },
  ]);
  expect(read.ok && read.holidays.length).toBe(10);
});

test('a CSV of dates and names is read, with a header or without', () => {
  const holidays = [
    { date: '2027-01-01', name: 'New Year' },
    { date: '2027-05-01', name: 'holiday' },
  ];
  expect(readHolidays('date,name\n2027-05-01,\n2027-01-01,New Year\n', '2026-11-21')).toEqual({ ok: true, holidays });
  expect(readHolidays('﻿2027-01-01,New Year\r\n2027-05-01', '2026-11-21')).toEqual({ ok: true, holidays });
});

test.each([
  ['date,name\n01.05.2027,May', { expected: 'a date such as 2027-01-01', got: '01.05.2027', line: 2 }],
  ['2027-02-30,x', { got: '2027-02-30', line: 1 }],
  ['', { got: 'none' }],
  [calendar('UID:1\r\nDTSTART;VALUE=DATE:20200101\r\nSUMMARY:Past'), { got: 'none' }],
  ['BEGIN:VCALENDAR\r\nrubbish', { expected: 'an iCalendar file' }],
])('%j is refused, and says why', (text, problem) => {
  expect(readHolidays(text, '2026-11-21')).toMatchObject({ ok: false, ...problem });
});

test('a weekend is the country’s own', () => {
  expect([weekendOf('UA'), weekendOf('EG'), weekendOf('XX'), weekendOf('ua')]).toEqual([[6, 7], [5, 6], undefined, undefined]);
});
