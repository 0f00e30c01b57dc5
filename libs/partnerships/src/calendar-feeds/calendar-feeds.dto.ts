import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { API_PREFIX, IsPlainText } from '#platform';
import type { CalendarFeed } from './calendar-feed.js';

export class NewCalendarFeedRequest {
  @ApiProperty({ type: String, example: 'Calendar of my telephone' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @IsPlainText()
  name: string;
}

export class CalendarFeedResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: string;

  static from({ id, name, createdAt }: CalendarFeed): CalendarFeedResponse {
    return { id, name, createdAt };
  }
}

export class NewCalendarFeedResponse extends CalendarFeedResponse {
  @ApiProperty({
    type: String,
    description:
      'path that a calendar program subscribes to; shown once, and opens the feed for whoever has it',
  })
  path: string;

  static of(feed: CalendarFeed, token: string): NewCalendarFeedResponse {
    return { ...CalendarFeedResponse.from(feed), path: `/${API_PREFIX}/calendar-feeds/${token}` };
  }
}

export class CalendarFeedsResponse {
  @ApiProperty({ type: [CalendarFeedResponse] })
  data: CalendarFeedResponse[];

  static of(feeds: readonly CalendarFeed[]): CalendarFeedsResponse {
    return { data: feeds.map((feed) => CalendarFeedResponse.from(feed)) };
  }
}
