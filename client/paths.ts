// Made by `deno task client` from what the functions say of themselves.
export interface paths {
    "/ai-recommendation/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers */
        get: operations["getAiRecommendationHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai-recommendation/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests can be served: database, Auth, configuration */
        get: operations["getAiRecommendationReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai-recommendation/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getAiRecommendationOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai-recommendation/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your conversations, the last one first; nobody else ever reads them */
        get: operations["getAiRecommendationSessions"];
        put?: never;
        /** Begin a conversation */
        post: operations["postAiRecommendationSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai-recommendation/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A conversation of yours */
        get: operations["getAiRecommendationSessionsById"];
        put?: never;
        post?: never;
        /** Delete it, with all that was said */
        delete: operations["deleteAiRecommendationSessionsById"];
        options?: never;
        head?: never;
        /** Rename it */
        patch: operations["patchAiRecommendationSessionsById"];
        trace?: never;
    };
    "/ai-recommendation/sessions/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was said, newest first */
        get: operations["getAiRecommendationSessionsByIdMessages"];
        put?: never;
        /** Say something; `accept: text/event-stream` streams the answer: token, tool, citation, done, error */
        post: operations["postAiRecommendationSessionsByIdMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai-recommendation/messages/{id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What you think of an answer; again replaces it, and nobody else reads it */
        post: operations["postAiRecommendationMessagesByIdFeedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai-recommendation/advice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One of the ten questions that people ask most, answered from your data by fixed rules; nothing is kept */
        post: operations["postAiRecommendationAdvice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai-recommendation/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you could do next, ranked, each with its reason and the call that does it */
        get: operations["getAiRecommendationSuggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai-recommendation/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a model costs you today, and what is left */
        get: operations["getAiRecommendationUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai-recommendation/resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who helps when you are not well */
        get: operations["getAiRecommendationResources"];
        put?: never;
        /** Add a resource that was reviewed (hr_admin) */
        post: operations["postAiRecommendationResources"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ai-recommendation/resources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a resource (hr_admin) */
        delete: operations["deleteAiRecommendationResourcesById"];
        options?: never;
        head?: never;
        /** Change a resource, or say that it was reviewed again (hr_admin) */
        patch: operations["patchAiRecommendationResourcesById"];
        trace?: never;
    };
    "/analytics/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers */
        get: operations["getAnalyticsHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests can be served: database, Auth, configuration */
        get: operations["getAnalyticsReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getAnalyticsOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/rollups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the scheduled work did, newest first (hr_admin) */
        get: operations["getAnalyticsRollups"];
        put?: never;
        /** Do the scheduled work now, for at most a minute; 202 when something is left */
        post: operations["postAnalyticsRollups"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Numbers to watch, as JSON or in the text format of Prometheus */
        get: operations["getAnalyticsMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you were told, newest first */
        get: operations["getAnalyticsNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/notifications/unread-count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many you have not read; 304 while that stays */
        get: operations["getAnalyticsNotificationsUnreadCount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/notifications/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** You have read it */
        post: operations["postAnalyticsNotificationsByIdRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/notifications/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** You have read all of them, or those made until `before` */
        post: operations["postAnalyticsNotificationsReadAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/notification-preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you want to be told */
        get: operations["getAnalyticsNotificationPreferences"];
        /** Switch kinds of notifications on and off; those not named stay */
        put: operations["putAnalyticsNotificationPreferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is switched on, and where (hr_admin) */
        get: operations["getAnalyticsFeatures"];
        /** Switch features for the company or a unit; those not named stay (hr_admin) */
        put: operations["putAnalyticsFeatures"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/me/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that a home page shows, in one call; contractors get what they may see */
        get: operations["getAnalyticsMeDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/me/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that waits for your decision, with the calls that decide it; what expires first, then what waits longest */
        get: operations["getAnalyticsMeInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/me/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the numbers about you say, the most pressing first */
        get: operations["getAnalyticsMeInsights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is computed about people: why, from what and never from what, and how to contest it */
        get: operations["getAnalyticsScores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/me/leadership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What evidence of leading there is about you, counted; nobody else reads it */
        get: operations["getAnalyticsMeLeadership"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/me/leadership/contests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your contests, newest first, with what was explained and who read the score */
        get: operations["getAnalyticsMeLeadershipContests"];
        put?: never;
        /** Contest your readiness as it is now: one person in HR will read it and decide */
        post: operations["postAnalyticsMeLeadershipContests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/me/leadership/contests/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw a contest: nobody reads it any more */
        post: operations["postAnalyticsMeLeadershipContestsByIdWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/leadership/competencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The competencies that count for leadership readiness */
        get: operations["getAnalyticsLeadershipCompetencies"];
        /** Say which competencies count from today on (hr_admin) */
        put: operations["putAnalyticsLeadershipCompetencies"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/leadership/contests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who contests their readiness, oldest first; no scores (hr_admin) */
        get: operations["getAnalyticsLeadershipContests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/leadership/contests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A contest; for whoever has taken it with the contested score, until it is decided, and each reading is written down (hr_admin) */
        get: operations["getAnalyticsLeadershipContestsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/leadership/contests/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a contest: from here on you alone read it (hr_admin, not about oneself or the own line) */
        post: operations["postAnalyticsLeadershipContestsByIdTake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/leadership/contests/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give back a contest that you took (hr_admin) */
        post: operations["postAnalyticsLeadershipContestsByIdRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/leadership/contests/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide a contest that you took: the evidence stands, or was corrected; the score follows (hr_admin) */
        post: operations["postAnalyticsLeadershipContestsByIdDecide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/me/diversity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you declared about yourself; nobody else reads it */
        get: operations["getAnalyticsMeDiversity"];
        /** Declare what you want, for the fairness report and nothing else; what is left out is withdrawn */
        put: operations["putAnalyticsMeDiversity"];
        post?: never;
        /** Withdraw your declaration: it is gone at once */
        delete: operations["deleteAnalyticsMeDiversity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/org/fairness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether chances are alike between groups of people (hr_admin); `from` and `to` mean their whole months, the last report unless they are said; with accept: text/csv all of it as a file */
        get: operations["getAnalyticsOrgFairness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/surveys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Surveys that ask or asked you, newest first (hr_admin: all) */
        get: operations["getAnalyticsSurveys"];
        put?: never;
        /** Write a survey: a draft, which opens on its day or when you open it (hr_admin) */
        post: operations["postAnalyticsSurveys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/surveys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A survey, and whether you have answered */
        get: operations["getAnalyticsSurveysById"];
        put?: never;
        post?: never;
        /** Delete a draft (hr_admin) */
        delete: operations["deleteAnalyticsSurveysById"];
        options?: never;
        head?: never;
        /** Change a draft, or the last day of an open one (hr_admin) */
        patch: operations["patchAnalyticsSurveysById"];
        trace?: never;
    };
    "/analytics/surveys/{id}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let people answer (hr_admin) */
        post: operations["postAnalyticsSurveysByIdOpen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/surveys/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let nobody answer any more, and publish the results (hr_admin) */
        post: operations["postAnalyticsSurveysByIdClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/surveys/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer, once: counted without your name, so it can't be changed or taken back */
        post: operations["postAnalyticsSurveysByIdAnswers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/surveys/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came out, when it has closed and five answered; of each unit for hr_admin */
        get: operations["getAnalyticsSurveysByIdResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/surveys/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people wrote, when it has closed and ten answered, in no order (hr_admin) */
        get: operations["getAnalyticsSurveysByIdComments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/me/engagement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your engagement index and its parts: yours alone */
        get: operations["getAnalyticsMeEngagement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/org/engagement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mean engagement index by month, of a unit (or the company) and what stands right below it (hr_admin) */
        get: operations["getAnalyticsOrgEngagement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/teams/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your direct reports or your whole line: skills, shared goals, training, what is overdue, and what you are to decide; what was done is of the last 12 months unless `from` and `to` say otherwise */
        get: operations["getAnalyticsTeamsOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/teams/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same person by person, by name; with accept: text/csv a file of 1,000 people at most */
        get: operations["getAnalyticsTeamsPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/org/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the people of a unit and those below it, or of all, had and did month by month (hr_admin); `from` and `to` mean their whole months, the last 12 unless they are said; with accept: text/csv the months as a file */
        get: operations["getAnalyticsOrgOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/analytics/org/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which skills are asked for and which are there, the largest gap first (hr_admin): now, or, of more than 2,000 people, as the last night counted them (as_of); with accept: text/csv all of them as a file */
        get: operations["getAnalyticsOrgSkills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers */
        get: operations["getCareerDevelopmentHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests can be served: database, Auth, configuration */
        get: operations["getCareerDevelopmentReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getCareerDevelopmentOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/pathways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pathways by name (the best match first), unit and level; with=gap adds how far you cover each */
        get: operations["getCareerDevelopmentPathways"];
        put?: never;
        /** Add a pathway (hr_admin) */
        post: operations["postCareerDevelopmentPathways"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/pathways/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A pathway with requirements, titles and moves from it */
        get: operations["getCareerDevelopmentPathwaysById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change or retire a pathway (hr_admin) */
        patch: operations["patchCareerDevelopmentPathwaysById"];
        trace?: never;
    };
    "/career-development/pathways/{id}/gap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What separates you (or user_id, in your line) from it */
        get: operations["getCareerDevelopmentPathwaysByIdGap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/pathways/{id}/requirements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The skills it asks for, and no others (hr_admin) */
        put: operations["putCareerDevelopmentPathwaysByIdRequirements"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/pathways/{id}/competencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The competencies it asks for, and no others (hr_admin) */
        put: operations["putCareerDevelopmentPathwaysByIdCompetencies"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/pathways/{id}/edges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The moves from it, and no others (hr_admin) */
        put: operations["putCareerDevelopmentPathwaysByIdEdges"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/pathways/{id}/titles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The job titles that mean it, and no others (hr_admin) */
        put: operations["putCareerDevelopmentPathwaysByIdTitles"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/unmapped-titles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Job titles that mean no pathway, and how many people have them (hr_admin) */
        get: operations["getCareerDevelopmentUnmappedTitles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What separates you from up to 50 pathways; none named: your active goals, then your role */
        get: operations["getCareerDevelopmentGaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/users/{id}/gap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What separates somebody from their current role; for self, line and HR */
        get: operations["getCareerDevelopmentUsersByIdGap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pathways for you, best first, each with its reasons; dismissed=true: those you dismissed */
        get: operations["getCareerDevelopmentRecommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/recommendations/{pathway_id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** You are not interested in a pathway; again changes nothing */
        post: operations["postCareerDevelopmentRecommendationsByPathwayIdDismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/recommendations/{pathway_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** You are interested again; again changes nothing */
        post: operations["postCareerDevelopmentRecommendationsByPathwayIdRestore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Your gap to a pathway, or your best recommendations, as if you had these levels; writes nothing */
        post: operations["postCareerDevelopmentWhatIf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/routes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The k easiest ways of at most three moves from your current role to a pathway */
        get: operations["getCareerDevelopmentRoutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your goals, or those of user_id that you may read (line: shared ones), newest first */
        get: operations["getCareerDevelopmentGoals"];
        put?: never;
        /** A new goal, as a draft */
        post: operations["postCareerDevelopmentGoals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/goals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A goal with its progress; for self and HR, and the line where it is shared */
        get: operations["getCareerDevelopmentGoalsById"];
        put?: never;
        post?: never;
        /** Delete your draft */
        delete: operations["deleteCareerDevelopmentGoalsById"];
        options?: never;
        head?: never;
        /** Change your goal */
        patch: operations["patchCareerDevelopmentGoalsById"];
        trace?: never;
    };
    "/career-development/goals/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin with a draft */
        post: operations["postCareerDevelopmentGoalsByIdActivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/goals/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause it */
        post: operations["postCareerDevelopmentGoalsByIdPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/goals/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on */
        post: operations["postCareerDevelopmentGoalsByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/goals/{id}/achieve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is achieved */
        post: operations["postCareerDevelopmentGoalsByIdAchieve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/goals/{id}/abandon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give it up */
        post: operations["postCareerDevelopmentGoalsByIdAbandon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/goals/{id}/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show it to those above you */
        post: operations["postCareerDevelopmentGoalsByIdShare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/goals/{id}/unshare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show it to nobody but HR */
        post: operations["postCareerDevelopmentGoalsByIdUnshare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your plans; scope=approvals: those that wait for your decision, team: those your line sent */
        get: operations["getCareerDevelopmentPlans"];
        put?: never;
        /** A new development plan, as a draft */
        post: operations["postCareerDevelopmentPlans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A plan; for self and HR, once it is sent also for the line and whoever decides */
        get: operations["getCareerDevelopmentPlansById"];
        put?: never;
        post?: never;
        /** Delete your draft */
        delete: operations["deleteCareerDevelopmentPlansById"];
        options?: never;
        head?: never;
        /** Change your plan while it is a draft or returned */
        patch: operations["patchCareerDevelopmentPlansById"];
        trace?: never;
    };
    "/career-development/plans/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Return it, with a comment (whoever decides for the person) */
        post: operations["postCareerDevelopmentPlansByIdReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/plans/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send it to whoever decides for you; shares its goals with the line */
        post: operations["postCareerDevelopmentPlansByIdSubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/plans/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it back before it is decided */
        post: operations["postCareerDevelopmentPlansByIdWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/plans/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open an approved plan again, as a draft; the snapshot stays */
        post: operations["postCareerDevelopmentPlansByIdReopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/career-development/plans/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve it, which freezes goals, items and gaps (whoever decides for the person) */
        post: operations["postCareerDevelopmentPlansByIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers */
        get: operations["getMentorshipHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests can be served: database, Auth, configuration */
        get: operations["getMentorshipReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getMentorshipOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/me/mentor-profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** You as a mentor; 404 while you are none */
        get: operations["getMentorshipMeMentorProfile"];
        /** Be a mentor: how many at once, what you offer, paused or not. Matching then looks at the level of the skills you offer, your role, languages, site and interests */
        put: operations["putMentorshipMeMentorProfile"];
        post?: never;
        /** Be no mentor any more: open requests are cancelled, mentorships go on */
        delete: operations["deleteMentorshipMeMentorProfile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/mentors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who mentors, by name: q in name or title, all of the skills offered */
        get: operations["getMentorshipMentors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/mentors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A mentor */
        get: operations["getMentorshipMentorsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/matches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mentors with a place for you, best first, with the parts of the score; no skill_id: the gap of your active goal */
        get: operations["getMentorshipMatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests that you sent or received (HR: user_id did), newest first */
        get: operations["getMentorshipRequests"];
        put?: never;
        /** Ask somebody to be your mentor; waitlisted while they are full */
        post: operations["postMentorshipRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A request; for the two and HR */
        get: operations["getMentorshipRequestsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/requests/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept it, which opens the mentorship and cancels the mentee's other requests (the mentor) */
        post: operations["postMentorshipRequestsByIdAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/requests/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline it (the mentor) */
        post: operations["postMentorshipRequestsByIdDecline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/requests/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it back (the mentee) */
        post: operations["postMentorshipRequestsByIdWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/mentorships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your mentorships (HR: those of user_id), newest first */
        get: operations["getMentorshipMentorships"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/mentorships/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A mentorship; for the two and HR */
        get: operations["getMentorshipMentorshipsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/mentorships/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End it early; only HR reads why */
        post: operations["postMentorshipMentorshipsByIdEnd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/mentorships/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause it; the place stays taken */
        post: operations["postMentorshipMentorshipsByIdPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/mentorships/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on */
        post: operations["postMentorshipMentorshipsByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/mentorships/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is done */
        post: operations["postMentorshipMentorshipsByIdComplete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/mentorships/{id}/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The meetings of your mentorship, oldest first */
        get: operations["getMentorshipMentorshipsByIdMeetings"];
        put?: never;
        /** Add a meeting */
        post: operations["postMentorshipMentorshipsByIdMeetings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/mentorships/{id}/meetings/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A meeting of your mentorship */
        get: operations["getMentorshipMentorshipsByIdMeetingsByItemId"];
        put?: never;
        post?: never;
        /** Delete a meeting */
        delete: operations["deleteMentorshipMentorshipsByIdMeetingsByItemId"];
        options?: never;
        head?: never;
        /** Change a meeting */
        patch: operations["patchMentorshipMentorshipsByIdMeetingsByItemId"];
        trace?: never;
    };
    "/mentorship/mentorships/{id}/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The goals of your mentorship, oldest first */
        get: operations["getMentorshipMentorshipsByIdGoals"];
        put?: never;
        /** Add a goal */
        post: operations["postMentorshipMentorshipsByIdGoals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/mentorships/{id}/goals/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A goal of your mentorship */
        get: operations["getMentorshipMentorshipsByIdGoalsByItemId"];
        put?: never;
        post?: never;
        /** Delete a goal */
        delete: operations["deleteMentorshipMentorshipsByIdGoalsByItemId"];
        options?: never;
        head?: never;
        /** Change a goal */
        patch: operations["patchMentorshipMentorshipsByIdGoalsByItemId"];
        trace?: never;
    };
    "/mentorship/mentorships/{id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your feedback, and the other's once both gave it or the mentorship ended */
        get: operations["getMentorshipMentorshipsByIdFeedback"];
        put?: never;
        /** Say how it is or was, once */
        post: operations["postMentorshipMentorshipsByIdFeedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/programmes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The programmes that you joined or may join, newest first (hr_admin: all) */
        get: operations["getMentorshipProgrammes"];
        put?: never;
        /** A new programme, as a draft (hr_admin) */
        post: operations["postMentorshipProgrammes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/programmes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A programme, and what you are in it; for HR also how its matching goes */
        get: operations["getMentorshipProgrammesById"];
        put?: never;
        post?: never;
        /** Delete a draft (hr_admin) */
        delete: operations["deleteMentorshipProgrammesById"];
        options?: never;
        head?: never;
        /** Change a programme; who joined stays (hr_admin) */
        patch: operations["patchMentorshipProgrammesById"];
        trace?: never;
    };
    "/mentorship/programmes/{id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take part as mentee, or as mentor with so many places; again: other places */
        post: operations["postMentorshipProgrammesByIdJoin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/programmes/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take part no more; mentorships go on */
        post: operations["postMentorshipProgrammesByIdLeave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/programmes/{id}/rankings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The mentors you wish for, the first first, as a whole list */
        put: operations["putMentorshipProgrammesByIdRankings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/programmes/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its mentors; its mentees for hr_admin alone */
        get: operations["getMentorshipProgrammesByIdMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/programmes/{id}/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Match it, anew unless that is under way; see its matching (hr_admin) */
        post: operations["postMentorshipProgrammesByIdMatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/programmes/{id}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is proposed for whom, and why, the best first (hr_admin) */
        get: operations["getMentorshipProgrammesByIdProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/programmes/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make mentorships of all proposals or of those chosen, and tell both sides (hr_admin) */
        post: operations["postMentorshipProgrammesByIdPublish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/programmes/{id}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let people join (hr_admin) */
        post: operations["postMentorshipProgrammesByIdOpen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mentorship/programmes/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let nobody join any more (hr_admin) */
        post: operations["postMentorshipProgrammesByIdClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers */
        get: operations["getSkillsManagementHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests can be served: database, Auth, configuration */
        get: operations["getSkillsManagementReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getSkillsManagementOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/taxonomy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tree down to specializations, with how many skills each has */
        get: operations["getSkillsManagementTaxonomy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/taxonomy/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rows of skills, as JSON or as a CSV file with a header; the same rows twice change nothing (hr_admin) */
        post: operations["postSkillsManagementTaxonomyImports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/function-areas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Function areas by name (typos forgiven); active ones unless another status is asked for */
        get: operations["getSkillsManagementFunctionAreas"];
        put?: never;
        /** Add a function area (hr_admin) */
        post: operations["postSkillsManagementFunctionAreas"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/function-areas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One function area */
        get: operations["getSkillsManagementFunctionAreasById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a function area (hr_admin) */
        patch: operations["patchSkillsManagementFunctionAreasById"];
        trace?: never;
    };
    "/skills-management/function-areas/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a proposed or retired function area into the catalogue (hr_admin) */
        post: operations["postSkillsManagementFunctionAreasByIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/function-areas/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retire a function area: who has it keeps it, nobody finds it (hr_admin) */
        post: operations["postSkillsManagementFunctionAreasByIdRetire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/specializations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Specializations by name (typos forgiven); active ones unless another status is asked for */
        get: operations["getSkillsManagementSpecializations"];
        put?: never;
        /** Add a specialization (hr_admin) */
        post: operations["postSkillsManagementSpecializations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/specializations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One specialization */
        get: operations["getSkillsManagementSpecializationsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a specialization (hr_admin) */
        patch: operations["patchSkillsManagementSpecializationsById"];
        trace?: never;
    };
    "/skills-management/specializations/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a proposed or retired specialization into the catalogue (hr_admin) */
        post: operations["postSkillsManagementSpecializationsByIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/specializations/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retire a specialization: who has it keeps it, nobody finds it (hr_admin) */
        post: operations["postSkillsManagementSpecializationsByIdRetire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/competencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Competencies by name (typos forgiven); active ones unless another status is asked for */
        get: operations["getSkillsManagementCompetencies"];
        put?: never;
        /** Add a competency (hr_admin) */
        post: operations["postSkillsManagementCompetencies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/competencies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One competency */
        get: operations["getSkillsManagementCompetenciesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a competency (hr_admin) */
        patch: operations["patchSkillsManagementCompetenciesById"];
        trace?: never;
    };
    "/skills-management/competencies/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a proposed or retired competency into the catalogue (hr_admin) */
        post: operations["postSkillsManagementCompetenciesByIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/competencies/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retire a competency: who has it keeps it, nobody finds it (hr_admin) */
        post: operations["postSkillsManagementCompetenciesByIdRetire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/experience-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Types of experience by name (typos forgiven); active ones unless another status is asked for */
        get: operations["getSkillsManagementExperienceTypes"];
        put?: never;
        /** Add a type of experience (hr_admin) */
        post: operations["postSkillsManagementExperienceTypes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/experience-types/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One type of experience */
        get: operations["getSkillsManagementExperienceTypesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a type of experience (hr_admin) */
        patch: operations["patchSkillsManagementExperienceTypesById"];
        trace?: never;
    };
    "/skills-management/experience-types/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a proposed or retired type of experience into the catalogue (hr_admin) */
        post: operations["postSkillsManagementExperienceTypesByIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/experience-types/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retire a type of experience: who has it keeps it, nobody finds it (hr_admin) */
        post: operations["postSkillsManagementExperienceTypesByIdRetire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Skills by name or alias (typos forgiven); active ones unless another status is asked for */
        get: operations["getSkillsManagementSkills"];
        put?: never;
        /** Add a skill (hr_admin), or propose one and have it: name, specialization and description alone */
        post: operations["postSkillsManagementSkills"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/skills/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A skill with its relations; a merged one says where it went */
        get: operations["getSkillsManagementSkillsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a skill; aliases as a whole list (hr_admin) */
        patch: operations["patchSkillsManagementSkillsById"];
        trace?: never;
    };
    "/skills-management/skills/{id}/relations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** What a skill needs, goes with or is a kind of, the whole list (hr_admin) */
        put: operations["putSkillsManagementSkillsByIdRelations"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/skills/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a proposed or retired skill into the catalogue, with its place (hr_admin) */
        post: operations["postSkillsManagementSkillsByIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/skills/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retire a skill: who has it keeps it, nobody finds it (hr_admin) */
        post: operations["postSkillsManagementSkillsByIdRetire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/skills/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make it part of another, which gets all that names it, and is answered (hr_admin) */
        post: operations["postSkillsManagementSkillsByIdMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/me/skills/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Skills that your own words speak of, or a pasted text, which is not stored */
        post: operations["postSkillsManagementMeSkillsSuggestions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/me/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your skills, each with the level that counts now and the confidence in it */
        get: operations["getSkillsManagementMeSkills"];
        /** Rate skills yourself: changes those named, removes none, all or nothing */
        put: operations["putSkillsManagementMeSkills"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/me/skills/{skill_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Rate one skill yourself */
        put: operations["putSkillsManagementMeSkillsBySkillId"];
        post?: never;
        /** Remove a skill with its history; not one about which somebody decided */
        delete: operations["deleteSkillsManagementMeSkillsBySkillId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/me/skills/{skill_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every level that somebody gave, and the one that counted at a time */
        get: operations["getSkillsManagementMeSkillsBySkillIdHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/me/skills/{skill_id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What shows that you can do it, newest first */
        get: operations["getSkillsManagementMeSkillsBySkillIdEvidence"];
        put?: never;
        /** Add evidence, which is withdrawn and never changed */
        post: operations["postSkillsManagementMeSkillsBySkillIdEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/me/skills/{skill_id}/validation-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask whoever decides for you to validate your level */
        post: operations["postSkillsManagementMeSkillsBySkillIdValidationRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/me/endorsements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What colleagues said of your skills, newest first; standing ones unless asked otherwise */
        get: operations["getSkillsManagementMeEndorsements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/me/validation-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you asked to be validated, oldest first */
        get: operations["getSkillsManagementMeValidationRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/me/competencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your competencies */
        get: operations["getSkillsManagementMeCompetencies"];
        /** Rate competencies yourself: changes those named; what others decided stays what counts */
        put: operations["putSkillsManagementMeCompetencies"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/me/experiences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your professional experiences */
        get: operations["getSkillsManagementMeExperiences"];
        put?: never;
        /** Add a professional experience */
        post: operations["postSkillsManagementMeExperiences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/me/experiences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a professional experience */
        delete: operations["deleteSkillsManagementMeExperiencesById"];
        options?: never;
        head?: never;
        /** Change a professional experience */
        patch: operations["patchSkillsManagementMeExperiencesById"];
        trace?: never;
    };
    "/skills-management/me/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your projects */
        get: operations["getSkillsManagementMeProjects"];
        put?: never;
        /** Add a project */
        post: operations["postSkillsManagementMeProjects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/me/projects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a project */
        delete: operations["deleteSkillsManagementMeProjectsById"];
        options?: never;
        head?: never;
        /** Change a project */
        patch: operations["patchSkillsManagementMeProjectsById"];
        trace?: never;
    };
    "/skills-management/me/certifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your certificates */
        get: operations["getSkillsManagementMeCertifications"];
        put?: never;
        /** Add a certificate */
        post: operations["postSkillsManagementMeCertifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/me/certifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a certificate */
        delete: operations["deleteSkillsManagementMeCertificationsById"];
        options?: never;
        head?: never;
        /** Change a certificate */
        patch: operations["patchSkillsManagementMeCertificationsById"];
        trace?: never;
    };
    "/skills-management/users/{id}/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody's skills: all for self, line and HR, for others what was validated and is shown */
        get: operations["getSkillsManagementUsersByIdSkills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/users/{id}/skills/{skill_id}/endorsements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say at which level a colleague has a skill; the answer never tells whether they have it */
        post: operations["postSkillsManagementUsersByIdSkillsBySkillIdEndorsements"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/users/{id}/competencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody's competencies, for self, line, who decides for them, and HR */
        get: operations["getSkillsManagementUsersByIdCompetencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/users/{id}/competencies/{competency_id}/validations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say which level of a competency counts, by who decides for the person */
        post: operations["postSkillsManagementUsersByIdCompetenciesByCompetencyIdValidations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/evidence/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw evidence of yours; it stays, and shows nothing any more */
        post: operations["postSkillsManagementEvidenceByIdWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/endorsements/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline what a colleague said of a skill, now and later; they are not told */
        post: operations["postSkillsManagementEndorsementsByIdDecline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/validation-requests/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw a request of yours that nobody decided */
        post: operations["postSkillsManagementValidationRequestsByIdWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/validations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests of everybody for whom you decide, oldest first; open ones unless asked otherwise */
        get: operations["getSkillsManagementValidations"];
        put?: never;
        /** Decide about skills of people for whom you decide, asked or not, all or nothing */
        post: operations["postSkillsManagementValidations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Projects of everybody for whom you decide, oldest first */
        get: operations["getSkillsManagementProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/projects/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm what somebody for whom you decide says of a project */
        post: operations["postSkillsManagementProjectsByIdConfirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skills-management/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People × skills with bus factors: your line (team), or of a unit and those below it the people of your line (HR: all) */
        get: operations["getSkillsManagementMatrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers */
        get: operations["getTrainingHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests can be served: database, Auth, configuration */
        get: operations["getTrainingReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getTrainingOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/courses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Courses by words (typos forgiven) and filters, each with your last attempt; active ones unless another status is asked for */
        get: operations["getTrainingCourses"];
        put?: never;
        /** Add a course, a draft unless it says otherwise (learning_admin) */
        post: operations["postTrainingCourses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/courses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A course with its editions */
        get: operations["getTrainingCoursesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a course, publish or retire it (learning_admin) */
        patch: operations["patchTrainingCoursesById"];
        trace?: never;
    };
    "/training/courses/{id}/editions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The content is new: another edition, with its rule; who is enrolled keeps theirs (learning_admin) */
        post: operations["postTrainingCoursesByIdEditions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/courses/{id}/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** What it teaches, from which level to which, and nothing else (learning_admin) */
        put: operations["putTrainingCoursesByIdSkills"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/courses/{id}/prerequisites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The courses that come before it, all of them, and no others (learning_admin) */
        put: operations["putTrainingCoursesByIdPrerequisites"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/courses/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rows of courses by external_id, as JSON or as a CSV file with a header; the same rows twice change nothing (learning_admin) */
        post: operations["postTrainingCoursesImports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/courses/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When and where a course is held, and the seats that are free; the earliest first */
        get: operations["getTrainingCoursesByIdSessions"];
        put?: never;
        /** Hold a course (learning_admin) */
        post: operations["postTrainingCoursesByIdSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Move a session, change its seats, or cancel it; who is in it is told (learning_admin) */
        patch: operations["patchTrainingSessionsById"];
        trace?: never;
    };
    "/training/enrolments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your enrolments; scope=approvals: those that wait for your decision, team: of your line, all: everybody's (learning_admin, hr_admin) */
        get: operations["getTrainingEnrolments"];
        put?: never;
        /** Take a course: asks for approval, waits for a seat, or begins, as the course says */
        post: operations["postTrainingEnrolments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/enrolments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An enrolment; for self, line, whoever decides, HR and learning admins */
        get: operations["getTrainingEnrolmentsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Your progress, which only goes forward, or another session */
        patch: operations["patchTrainingEnrolmentsById"];
        trace?: never;
    };
    "/training/enrolments/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the person take it (whoever decides for them) */
        post: operations["postTrainingEnrolmentsByIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/enrolments/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Don't (whoever decides for them) */
        post: operations["postTrainingEnrolmentsByIdReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/enrolments/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give it up; the seat goes to who waits longest (the person, or learning_admin) */
        post: operations["postTrainingEnrolmentsByIdWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/enrolments/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is completed: you say so where progress decides, a learning_admin where presence or a test does */
        post: operations["postTrainingEnrolmentsByIdComplete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/enrolments/{id}/fail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The person did not pass (learning_admin) */
        post: operations["postTrainingEnrolmentsByIdFail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/enrolments/{id}/no-show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The person did not come (learning_admin) */
        post: operations["postTrainingEnrolmentsByIdNoShow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/enrolments/{id}/certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The certificate, as JSON or, with accept: text/html, as a page to print and keep */
        get: operations["getTrainingEnrolmentsByIdCertificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/certificates/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose certificate has this number, for what, and whether it holds */
        get: operations["getTrainingCertificatesByNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/completions/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who completed what elsewhere, as JSON or as a CSV file with a header; the same rows twice change nothing (learning_admin) */
        post: operations["postTrainingCompletionsImports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The courses that close your gap in few hours, in an order that can be taken; no pathway named: that of your active goal */
        get: operations["getTrainingRecommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mandatory courses and for whom, newest first; managers: those of their line (learning_admin, hr_admin, managers) */
        get: operations["getTrainingAssignments"];
        put?: never;
        /** Make a course mandatory: in the company (learning_admin), or for those of the audience who are below you (managers) */
        post: operations["postTrainingAssignments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/assignments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A mandatory course and for whom */
        get: operations["getTrainingAssignmentsById"];
        put?: never;
        post?: never;
        /** Make a course mandatory no longer */
        delete: operations["deleteTrainingAssignmentsById"];
        options?: never;
        head?: never;
        /** Change by when, or why */
        patch: operations["patchTrainingAssignmentsById"];
        trace?: never;
    };
    "/training/assignments/{id}/exemptions/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Exempt somebody, with a reason; by whoever may change the assignment */
        put: operations["putTrainingAssignmentsByIdExemptionsByUserId"];
        post?: never;
        /** Exempt somebody no longer; again changes nothing */
        delete: operations["deleteTrainingAssignmentsByIdExemptionsByUserId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/me/compliance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you must learn and by when, the most pressing first */
        get: operations["getTrainingMeCompliance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/compliance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people must learn and whether they did, by name, of a scope: team is your line, a unit's id your line in it and below; learning_admin and hr_admin have everybody of a unit, and all. A page may hold fewer than asked for; with count=true the total is of the day as_of: today, or, of all or of a unit with more than 2,000 people, the last night */
        get: operations["getTrainingCompliance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/compliance/courses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Per mandatory course how many people of a scope are in which state, each once, in their worst, on the day as_of: today, or, of all or of a unit with more than 2,000 people, the last night */
        get: operations["getTrainingComplianceCourses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers */
        get: operations["getUserManagementHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests can be served: database, Auth, configuration */
        get: operations["getUserManagementReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getUserManagementOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign up; the answer is the same whether the address is known or not */
        post: operations["postUserManagementAuthRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in: what supabase.auth.setSession takes */
        post: operations["postUserManagementAuthLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new session for a refresh token */
        post: operations["postUserManagementAuthRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/auth/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a reset link, if the address has an account */
        post: operations["postUserManagementAuthPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End every session of this account */
        post: operations["postUserManagementAuthLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Choose another password */
        patch: operations["patchUserManagementAuthPassword"];
        trace?: never;
    };
    "/user-management/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** You: profile, employment, positions, roles, delegate, notice, features */
        get: operations["getUserManagementMe"];
        put?: never;
        post?: never;
        /** Have your data deleted: what is optional at once, the rest as a request to HR */
        delete: operations["deleteUserManagementMe"];
        options?: never;
        head?: never;
        /** Change your profile; never employment */
        patch: operations["patchUserManagementMe"];
        trace?: never;
    };
    "/user-management/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is held about you, table by table */
        get: operations["getUserManagementMeExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/me/languages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your languages */
        get: operations["getUserManagementMeLanguages"];
        put?: never;
        /** Add a language */
        post: operations["postUserManagementMeLanguages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/me/languages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a language */
        delete: operations["deleteUserManagementMeLanguagesById"];
        options?: never;
        head?: never;
        /** Change a language */
        patch: operations["patchUserManagementMeLanguagesById"];
        trace?: never;
    };
    "/user-management/me/education": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your degrees */
        get: operations["getUserManagementMeEducation"];
        put?: never;
        /** Add a degree */
        post: operations["postUserManagementMeEducation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/me/education/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a degree */
        delete: operations["deleteUserManagementMeEducationById"];
        options?: never;
        head?: never;
        /** Change a degree */
        patch: operations["patchUserManagementMeEducationById"];
        trace?: never;
    };
    "/user-management/me/positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your positions */
        get: operations["getUserManagementMePositions"];
        put?: never;
        /** Add a position */
        post: operations["postUserManagementMePositions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/me/positions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a position */
        delete: operations["deleteUserManagementMePositionsById"];
        options?: never;
        head?: never;
        /** Change a position */
        patch: operations["patchUserManagementMePositionsById"];
        trace?: never;
    };
    "/user-management/me/delegate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who decides in your place */
        get: operations["getUserManagementMeDelegate"];
        /** Name who decides in your place while you are away */
        put: operations["putUserManagementMeDelegate"];
        post?: never;
        /** Decide yourself again */
        delete: operations["deleteUserManagementMeDelegate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The directory: by name or title (typos forgiven), unit, id, and by skills that people show */
        get: operations["getUserManagementUsers"];
        put?: never;
        /** Add a person (hr_admin) */
        post: operations["postUserManagementUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person; employment for self, line and HR; e-mail and employee id for self and HR */
        get: operations["getUserManagementUsersById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a person's record: directory, employment, manager, status (hr_admin, never oneself) */
        patch: operations["patchUserManagementUsersById"];
        trace?: never;
    };
    "/user-management/users/{id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give somebody these roles and no others (hr_admin, never oneself) */
        put: operations["putUserManagementUsersByIdRoles"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/users/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody leaves, at once or when the last day has passed (hr_admin, never oneself) */
        post: operations["postUserManagementUsersByIdLeave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/users/{id}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who works below somebody, down to a depth; for self, line and HR */
        get: operations["getUserManagementUsersByIdReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/users/{id}/deciders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who decides for somebody now, and as what; for self, line and HR */
        get: operations["getUserManagementUsersByIdDeciders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/org-units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Units by name (typos forgiven), and below parent_id; none: at the top */
        get: operations["getUserManagementOrgUnits"];
        put?: never;
        /** Add a unit (hr_admin) */
        post: operations["postUserManagementOrgUnits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/org-units/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A unit */
        get: operations["getUserManagementOrgUnitsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename or move a unit (hr_admin) */
        patch: operations["patchUserManagementOrgUnitsById"];
        trace?: never;
    };
    "/user-management/lookups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every closed list that a form needs, with labels */
        get: operations["getUserManagementLookups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What everybody has to have read; the first is the one that counts */
        get: operations["getUserManagementNotices"];
        put?: never;
        /** Publish the next version (hr_admin) */
        post: operations["postUserManagementNotices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/notices/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** You have read it */
        post: operations["postUserManagementNoticesByIdAcknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start an import with its first chunk (hr_admin) */
        post: operations["postUserManagementImports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/imports/{id}/chunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The next chunk; the same offset again replaces its rows (hr_admin) */
        post: operations["postUserManagementImportsByIdChunks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An import and how many elements became what (hr_admin) */
        get: operations["getUserManagementImportsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of each element, in the order of the file (hr_admin) */
        get: operations["getUserManagementImportsByIdRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/data-quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Active people whose records HR should look at (hr_admin) */
        get: operations["getUserManagementDataQuality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/data-quality/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many people have each problem (hr_admin) */
        get: operations["getUserManagementDataQualitySummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/erasure-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asked to be erased, oldest first (hr_admin) */
        get: operations["getUserManagementErasureRequests"];
        put?: never;
        /** Open a request for somebody who asked by other means (hr_admin) */
        post: operations["postUserManagementErasureRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/erasure-requests/{id}/carry-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase the person, who leaves with it (hr_admin, never oneself) */
        post: operations["postUserManagementErasureRequestsByIdCarryOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/erasure-requests/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse, with the reason that the person reads (hr_admin, never oneself) */
        post: operations["postUserManagementErasureRequestsByIdRefuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-management/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what about whom, newest first (auditor) */
        get: operations["getUserManagementAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Error: {
            code: string;
            message: string;
            details?: components["schemas"]["Detail"][];
            request_id: string;
        };
        Detail: {
            /** @example languages.0.proficiency */
            path: string;
            code: string;
            message: string;
            params?: {
                [key: string]: components["schemas"]["__schema0"];
            };
        };
        __schema0: unknown;
        Status: {
            status: string;
        };
        ChatSession: {
            /** Format: uuid */
            id: string;
            session_name: string | null;
            context_data: {
                [key: string]: unknown;
            };
            messages: number;
            last_message_at: string;
            created_at: string;
            etag: string;
        };
        ChatMessage: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            role: "user" | "assistant";
            /** @enum {string} */
            message_type: "chat" | "resources";
            content: string;
            source: ("built-in" | "model") | null;
            /** @enum {string} */
            status: "answering" | "complete" | "incomplete";
            reply_to: string | null;
            facts: components["schemas"]["Fact"][];
            feedback: {
                /** @enum {string} */
                rating: "up" | "down";
                comment: string | null;
            } | null;
            created_at: string;
        };
        Fact: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "skill" | "pathway" | "course" | "person" | "certificate" | "goal";
            name: string;
            path: string;
        };
        ChatAnswer: {
            message: components["schemas"]["ChatMessage"];
            fallback: ("timeout" | "rate_limited" | "unavailable" | "malformed" | "budget" | "left") | null;
            checks: components["schemas"]["AnswerChecks"] | null;
        };
        AnswerChecks: {
            removed_ids: number;
            removed_contacts: number;
            removed_links: number;
            unverified_numbers: string[];
        };
        Advice: {
            /** @enum {string} */
            topic: "strengths" | "next_role" | "gap_for" | "first_course" | "mentors" | "become" | "quarter" | "certificates" | "leadership" | "experts";
            content: string;
            /** @constant */
            source: "built-in";
            facts: components["schemas"]["Fact"][];
        };
        Suggestion: {
            kind: string;
            facts: {
                [key: string]: unknown;
            };
            ids: string[];
            because: components["schemas"]["ApiCall"];
            rank: number;
            title: string;
            reason: string;
            action: components["schemas"]["ApiCall"];
        };
        ApiCall: {
            /** @enum {string} */
            method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
            path: string;
            body: {
                [key: string]: unknown;
            } | null;
        };
        AssistantUsage: {
            day: string;
            tokens: number;
            limit: number;
            left: number;
            calls: number;
            resets_at: string;
            model: boolean;
        };
        SupportResource: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "crisis" | "well_being";
            name: string;
            description: string | null;
            phone: string | null;
            url: string | null;
            country: string | null;
            reviewed_on: string | null;
            position: number;
            etag: string;
        };
        RollupReport: {
            done: boolean;
            jobs: {
                job: string;
                /** @enum {string} */
                status: "running" | "done" | "failed" | "busy";
                steps: number;
                rows: number;
                ms: number;
            }[];
        };
        Metrics: {
            metrics: {
                name: string;
                /** @enum {string} */
                type: "gauge" | "counter";
                help: string;
                samples: {
                    labels: {
                        [key: string]: string;
                    };
                    value: number;
                }[];
            }[];
        };
        Notification: {
            /** Format: uuid */
            id: string;
            kind: string;
            title: string;
            body: string | null;
            actor: components["schemas"]["PersonRef"] | null;
            /** @description Where a frontend goes from here: a page of its own, such as /requests/…, no route of a function. */
            action_url: string | null;
            read_at: string | null;
            created_at: string;
            etag: string;
        };
        PersonRef: {
            /** Format: uuid */
            id: string;
            name: string;
            title: string | null;
            unit: components["schemas"]["Ref"] | null;
            photo_url: string | null;
        };
        Ref: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        NotificationPreference: {
            kind: string;
            label: string;
            enabled: boolean;
            mandatory: boolean;
        };
        Feature: {
            feature: string;
            label: string;
            default: boolean;
            enabled: boolean;
            units: {
                unit: components["schemas"]["Ref"];
                enabled: boolean;
            }[];
        };
        Dashboard: {
            me: {
                /** Format: uuid */
                id: string;
                name: string;
                title: string | null;
                unit: components["schemas"]["Ref"] | null;
                photo_url: string | null;
                manager: components["schemas"]["PersonRef"] | null;
                pathway: components["schemas"]["PathwayRef"] | null;
                in_role_since: string | null;
                contractor: boolean;
                manages: boolean;
                roles: string[];
            };
            features: {
                [key: string]: boolean;
            };
            notice: {
                /** Format: uuid */
                id: string;
                version: number;
                title: string;
                body: string | null;
                published_at: string;
                acknowledged_at: null;
                etag: string;
            } | null;
            unread: number;
            inbox: {
                count: number;
                items: components["schemas"]["InboxItem"][];
            };
            suggestions: components["schemas"]["Suggestion"][];
            goals: {
                /** Format: uuid */
                id: string;
                pathway: components["schemas"]["PathwayRef"];
                target_position: string | null;
                target_date: string | null;
                /** @enum {string} */
                priority: "low" | "medium" | "high";
                /** @constant */
                status: "active";
                shared: boolean;
                items: {
                    /** Format: uuid */
                    id: string;
                    /** @enum {string} */
                    kind: "skill" | "course" | "other";
                    skill: components["schemas"]["Ref"] | null;
                    level: number | null;
                    title: string | null;
                    done_at: string | null;
                }[];
                progress: {
                    coverage: number | null;
                    coverage_at_start: number | null;
                    items_done: number;
                    items: number;
                };
                readiness: ("ready" | "near" | "develop") | null;
                started_at: string | null;
                ended_at: null;
                created_at: string;
                etag: string;
            }[];
            courses: {
                /** Format: uuid */
                enrolment_id: string;
                course: components["schemas"]["Ref"];
                /** @enum {string} */
                status: "requested" | "approved" | "waitlisted" | "enrolled" | "in_progress";
                mandatory: boolean;
                progress_percentage: number;
                session: {
                    /** Format: uuid */
                    id: string;
                    starts_at: string;
                    ends_at: string;
                    location: string | null;
                    url: string | null;
                } | null;
            }[];
            duties: {
                course: components["schemas"]["Ref"];
                /** @enum {string} */
                state: "overdue" | "due";
                due_on: string;
            }[];
            certificates: {
                /** Format: uuid */
                id: string;
                name: string;
                course: components["schemas"]["Ref"] | null;
                expires_on: string;
            }[];
            mentorships: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                as: "mentee" | "mentor";
                person: components["schemas"]["PersonRef"];
                /** @enum {string} */
                status: "active" | "paused";
                due_at: string | null;
                next_meeting: {
                    /** Format: uuid */
                    id: string;
                    starts_at: string;
                    topic: string | null;
                } | null;
                goals: number;
                goals_done: number;
            }[];
            skills: {
                held: number;
                rated: number;
                validated: number;
                role: {
                    pathway: components["schemas"]["PathwayRef"];
                    coverage: number;
                    readiness: ("ready" | "near" | "develop") | null;
                } | null;
                best: {
                    skill: components["schemas"]["Ref"];
                    level: number;
                    source: string;
                }[];
            } | null;
        };
        PathwayRef: {
            /** Format: uuid */
            id: string;
            name: string;
            level: number | null;
        };
        InboxItem: {
            kind: string;
            /** Format: uuid */
            id: string;
            title: string;
            about: components["schemas"]["PersonRef"] | null;
            since: string;
            due_at: string | null;
            calls: {
                /** @enum {string} */
                method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
                path: string;
                body: {
                    [key: string]: unknown;
                } | null;
                name: string;
            }[];
        };
        Insight: {
            kind: string;
            facts: {
                [key: string]: unknown;
            };
            ids: string[];
            because: components["schemas"]["ApiCall"];
            /** @enum {string} */
            severity: "urgent" | "watch" | "idea" | "good";
            text: string;
            action: components["schemas"]["ApiCall"] | null;
            definition: string;
        };
        Score: {
            score: string;
            label: string;
            purpose: string;
            inputs: string[];
            never_inputs: string[];
            version: string;
            contest: string;
            feature: string | null;
            enabled: boolean;
            log_retention: string;
        };
        MyLeadershipReadiness: {
            as_of: string;
            model: {
                name: string;
                version: string;
            };
            score: number | null;
            coverage: number;
            parts: {
                /** @enum {string} */
                component: "breadth" | "people" | "projects" | "competencies" | "agility" | "feedback";
                weight: number;
                value: number | null;
                points: number | null;
                evidence: {
                    /** @enum {string} */
                    kind: "position" | "team" | "project" | "competency" | "goal_item";
                    /** Format: uuid */
                    id: string;
                    name: string | null;
                    on: string;
                    counts: boolean;
                    excluded: boolean;
                }[];
            }[];
            missing: {
                /** @enum {string} */
                component: "breadth" | "people" | "projects" | "competencies" | "agility" | "feedback";
                message: string;
            }[];
            contest: components["schemas"]["LeadershipContest"] | null;
        };
        LeadershipContest: {
            /** Format: uuid */
            id: string;
            user: components["schemas"]["PersonRef"];
            /** @enum {string} */
            status: "open" | "in_review" | "upheld" | "corrected" | "withdrawn";
            reviewer: components["schemas"]["PersonRef"] | null;
            taken_at: string | null;
            closed_at: string | null;
            created_at: string;
            etag: string;
        };
        MyLeadershipContest: {
            /** Format: uuid */
            id: string;
            user: components["schemas"]["PersonRef"];
            /** @enum {string} */
            status: "open" | "in_review" | "upheld" | "corrected" | "withdrawn";
            reviewer: components["schemas"]["PersonRef"] | null;
            taken_at: string | null;
            closed_at: string | null;
            created_at: string;
            etag: string;
            reason: string;
            contested: components["schemas"]["LeadershipReadiness"];
            explanation: string | null;
            readings: {
                reader: components["schemas"]["PersonRef"] | null;
                read_at: string;
            }[];
        };
        LeadershipReadiness: {
            as_of: string;
            model: {
                name: string;
                version: string;
            };
            score: number | null;
            coverage: number;
            parts: {
                /** @enum {string} */
                component: "breadth" | "people" | "projects" | "competencies" | "agility" | "feedback";
                weight: number;
                value: number | null;
                points: number | null;
                evidence: {
                    /** @enum {string} */
                    kind: "position" | "team" | "project" | "competency" | "goal_item";
                    /** Format: uuid */
                    id: string;
                    name: string | null;
                    on: string;
                    counts: boolean;
                    excluded: boolean;
                }[];
            }[];
            missing: {
                /** @enum {string} */
                component: "breadth" | "people" | "projects" | "competencies" | "agility" | "feedback";
                message: string;
            }[];
        };
        LeadershipCompetency: {
            competency: components["schemas"]["Ref"];
            valid_from: string;
        };
        ReviewedLeadershipContest: {
            /** Format: uuid */
            id: string;
            user: components["schemas"]["PersonRef"];
            /** @enum {string} */
            status: "open" | "in_review" | "upheld" | "corrected" | "withdrawn";
            reviewer: components["schemas"]["PersonRef"] | null;
            taken_at: string | null;
            closed_at: string | null;
            created_at: string;
            etag: string;
            review: {
                reason: string;
                contested: components["schemas"]["LeadershipReadiness"];
            } | null;
        };
        DiversityDeclaration: {
            gender: ("woman" | "man" | "non_binary" | "prefer_not_to_say") | null;
            age_group: ("under_25" | "25_to_34" | "35_to_44" | "45_to_54" | "55_and_over" | "prefer_not_to_say") | null;
            ethnic_minority: ("yes" | "no" | "prefer_not_to_say") | null;
            disability: ("yes" | "no" | "prefer_not_to_say") | null;
            caring_responsibilities: ("yes" | "no" | "prefer_not_to_say") | null;
            declared_at: string | null;
            etag: string;
        };
        FairnessCell: {
            month: string;
            /** @enum {string} */
            measure: "leadership" | "learning_hours" | "promoted" | "mentored";
            /** @enum {string} */
            attribute: "gender" | "age_group" | "ethnic_minority" | "disability" | "caring_responsibilities";
            group: string;
            share: number | null;
            ratio: number | null;
            flagged: boolean;
            suppressed: boolean;
            measured_on: string | null;
        };
        Survey: {
            /** Format: uuid */
            id: string;
            name: string;
            question: string;
            unit: components["schemas"]["Ref"] | null;
            comments: boolean;
            /** @enum {string} */
            status: "draft" | "open" | "closed";
            opens_on: string | null;
            closes_on: string | null;
            opened_at: string | null;
            closed_at: string | null;
            terms: string;
            asked: boolean;
            answered: boolean;
            etag: string;
        };
        SurveyResults: {
            survey: components["schemas"]["Survey"];
            result: components["schemas"]["SurveyResult"];
            units: components["schemas"]["SurveyResult"][];
        };
        SurveyResult: {
            unit: components["schemas"]["Ref"] | null;
            rest: boolean;
            people: number | null;
            as_of: string | null;
            suppressed: boolean;
            mean: number | null;
            enps: number | null;
        };
        SurveyComment: {
            /** Format: uuid */
            id: string;
            comment: string;
        };
        Engagement: {
            as_of: string;
            index: number;
            parts: {
                /** @enum {string} */
                part: "learning" | "goals" | "mentoring" | "feedback";
                points: number;
                most: number;
                count: number;
                counted: string;
            }[];
            version: number;
            trend: {
                month: string;
                index: number;
            }[];
        };
        UnitEngagement: {
            month: string;
            unit: components["schemas"]["Ref"] | null;
            rest: boolean;
            people: number | null;
            as_of: string | null;
            suppressed: boolean;
            index: number | null;
        };
        TeamOverview: {
            /** @enum {string} */
            scope: "direct" | "line";
            from: string;
            to: string;
            people: number;
            contractors: number;
            skills: {
                held: number;
                rated: number;
                validated: number;
                average_level: number | null;
                single_holders: {
                    skill: components["schemas"]["Ref"];
                    person: components["schemas"]["PersonRef"];
                    level: number;
                }[];
            };
            goals: {
                active: number;
                achieved: number;
            };
            training: {
                open: number;
                completed: number;
                hours: number;
            };
            certificates_expiring: number;
            compliance: {
                overdue: number;
                due: number;
                expiring: number;
                people_overdue: number;
            };
            approvals: {
                enrolments: number;
                plans: number;
                validations: number;
            };
        };
        TeamMember: {
            person: components["schemas"]["PersonRef"];
            skills: number;
            skills_rated: number;
            skills_validated: number;
            average_level: number | null;
            goals_active: number;
            courses_completed: number;
            hours_learned: number;
            overdue: number;
            certificates_expiring: number;
        };
        OrganisationOverview: {
            unit: components["schemas"]["Ref"] | null;
            until: string | null;
            months: components["schemas"]["OrganisationMonth"][];
            units: {
                people: number;
                skills: number;
                skills_rated: number;
                skills_validated: number;
                average_level: number | null;
                goals_active: number;
                mentorships_active: number;
                unit: components["schemas"]["Ref"];
                completions: number;
                hours_learned: number;
            }[];
        };
        OrganisationMonth: {
            people: number;
            skills: number;
            skills_rated: number;
            skills_validated: number;
            average_level: number | null;
            goals_active: number;
            mentorships_active: number;
            month: string;
            courses_completed: number;
            goals_achieved: number;
            completions: number;
            hours_learned: number;
            goal_moves: number;
            skill_changes: number;
            endorsements_given: number;
        };
        SkillBalance: {
            skill: components["schemas"]["Ref"];
            level: number | null;
            jobs: number;
            goals: number;
            demand: number;
            supply: number;
            gap: number;
        };
        JobRun: {
            /** Format: uuid */
            id: string;
            job: string;
            as_of: string;
            /** @enum {string} */
            status: "running" | "done" | "failed";
            started_at: string;
            finished_at: string | null;
            steps: number;
            rows: number;
            changes: {
                [key: string]: number;
            };
            ms: number;
            error: string | null;
        };
        PathwayRow: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string | null;
            level: number | null;
            unit: components["schemas"]["Ref"] | null;
            min_years_experience: number | null;
            max_years_experience: number | null;
            etag: string;
            coverage?: number | null;
            readiness?: ("ready" | "near" | "develop") | null;
            mandatory_unmet?: number | null;
        };
        Pathway: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string | null;
            level: number | null;
            unit: components["schemas"]["Ref"] | null;
            min_years_experience: number | null;
            max_years_experience: number | null;
            etag: string;
            /** @enum {string} */
            status: "active" | "retired";
            external_uri: string | null;
            requirements: {
                skill: components["schemas"]["Ref"];
                level: number;
                weight: number;
                mandatory: boolean;
            }[];
            competencies: {
                competency: components["schemas"]["Ref"];
                level: number;
                mandatory: boolean;
            }[];
            titles: string[];
            edges: {
                to: components["schemas"]["PathwayRef"];
                /** @enum {string} */
                kind: "vertical" | "lateral";
            }[];
        };
        Gap: {
            pathway: components["schemas"]["PathwayRef"];
            person: components["schemas"]["PersonRef"];
            coverage: number | null;
            readiness: ("ready" | "near" | "develop") | null;
            unrated: components["schemas"]["Ref"][];
            gaps: {
                skill: components["schemas"]["Ref"];
                required: number;
                current: number | null;
                assumed?: number;
                weight: number;
                mandatory: boolean;
                share: number;
                confidence: number | null;
            }[];
            competencies: {
                competency: components["schemas"]["Ref"];
                required: number;
                current: number;
                mandatory: boolean;
                met: boolean;
            }[];
        };
        UnmappedTitle: {
            title: string;
            people: number;
        };
        CurrentGap: {
            pathway: components["schemas"]["PathwayRef"] | null;
            person: components["schemas"]["PersonRef"];
            coverage: number | null;
            readiness: ("ready" | "near" | "develop") | null;
            unrated: components["schemas"]["Ref"][];
            gaps: {
                skill: components["schemas"]["Ref"];
                required: number;
                current: number | null;
                assumed?: number;
                weight: number;
                mandatory: boolean;
                share: number;
                confidence: number | null;
            }[];
            competencies: {
                competency: components["schemas"]["Ref"];
                required: number;
                current: number;
                mandatory: boolean;
                met: boolean;
            }[];
        };
        Recommendation: {
            pathway: components["schemas"]["PathwayRef"];
            /** @enum {string} */
            readiness: "ready" | "near" | "develop";
            coverage: number;
            mandatory_unmet: number;
            distance: number | null;
            level_step: number | null;
            colleagues: number | null;
            shared: number;
            requirements: number;
            matches: {
                skill: components["schemas"]["Ref"];
                required: number;
                current: number | null;
            }[];
            missing: {
                skill: components["schemas"]["Ref"];
                required: number;
                current: number | null;
                mandatory: boolean;
                share: number;
            }[];
        };
        Interest: {
            pathway: components["schemas"]["PathwayRef"];
            dismissed: boolean;
        };
        WhatIf: {
            gap: components["schemas"]["Gap"] | null;
            recommendations: components["schemas"]["Recommendation"][] | null;
        };
        Routes: {
            from: components["schemas"]["PathwayRef"] | null;
            to: components["schemas"]["PathwayRef"];
            routes: {
                cost: number;
                hops: {
                    from: components["schemas"]["PathwayRef"];
                    to: components["schemas"]["PathwayRef"];
                    cost: number;
                    distance: number;
                    reasons: {
                        curated: ("vertical" | "lateral") | null;
                        seen: number | null;
                        overlap: number;
                    };
                    missing: {
                        skill: components["schemas"]["Ref"];
                        required: number;
                        current: number;
                    }[];
                }[];
            }[];
        };
        Goal: {
            /** Format: uuid */
            id: string;
            pathway: components["schemas"]["PathwayRef"];
            target_position: string | null;
            target_date: string | null;
            /** @enum {string} */
            priority: "low" | "medium" | "high";
            /** @enum {string} */
            status: "draft" | "active" | "paused" | "achieved" | "abandoned";
            shared: boolean;
            route: components["schemas"]["PathwayRef"][];
            items: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "skill" | "course" | "other";
                skill: components["schemas"]["Ref"] | null;
                level: number | null;
                title: string | null;
                done_at: string | null;
            }[];
            progress: {
                coverage: number | null;
                coverage_at_start: number | null;
                items_done: number;
                items: number;
            };
            started_at: string | null;
            ended_at: string | null;
            created_at: string;
            etag: string;
            user: components["schemas"]["PersonRef"];
            notes: string | null;
        };
        Plan: {
            /** Format: uuid */
            id: string;
            user: components["schemas"]["PersonRef"];
            title: string;
            /** @enum {string} */
            status: "draft" | "submitted" | "approved" | "returned";
            goals: components["schemas"]["Goal"][];
            items: components["schemas"]["PlanItem"][];
            comments: {
                author: components["schemas"]["PersonRef"] | null;
                comment: string;
                created_at: string;
            }[];
            submitted_at: string | null;
            decided_by: components["schemas"]["PersonRef"] | null;
            decided_at: string | null;
            snapshot: {
                approved_at: string;
                goals: components["schemas"]["GoalSnapshot"][];
                items: components["schemas"]["PlanItem"][];
                gaps: {
                    pathway: components["schemas"]["PathwayRef"];
                    coverage: number | null;
                    readiness: ("ready" | "near" | "develop") | null;
                    unrated: components["schemas"]["Ref"][];
                    gaps: {
                        skill: components["schemas"]["Ref"];
                        required: number;
                        current: number | null;
                        assumed?: number;
                        weight: number;
                        mandatory: boolean;
                        share: number;
                        confidence: number | null;
                    }[];
                    competencies: {
                        competency: components["schemas"]["Ref"];
                        required: number;
                        current: number;
                        mandatory: boolean;
                        met: boolean;
                    }[];
                }[];
            } | null;
            created_at: string;
            etag: string;
        };
        PlanItem: {
            /** Format: uuid */
            id: string;
            title: string;
            skill: components["schemas"]["Ref"] | null;
            due_on: string | null;
            done_at: string | null;
        };
        GoalSnapshot: {
            /** Format: uuid */
            id: string;
            pathway: components["schemas"]["PathwayRef"];
            target_position: string | null;
            target_date: string | null;
            /** @enum {string} */
            priority: "low" | "medium" | "high";
            /** @enum {string} */
            status: "draft" | "active" | "paused" | "achieved" | "abandoned";
            shared: boolean;
            route: components["schemas"]["PathwayRef"][];
            items: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                kind: "skill" | "course" | "other";
                skill: components["schemas"]["Ref"] | null;
                level: number | null;
                title: string | null;
                done_at: string | null;
            }[];
            progress: {
                coverage: number | null;
                coverage_at_start: number | null;
                items_done: number;
                items: number;
            };
            started_at: string | null;
            ended_at: string | null;
            created_at: string;
            etag: string;
        };
        Mentor: {
            mentor: components["schemas"]["PersonRef"];
            bio: string | null;
            skills: components["schemas"]["Ref"][];
            is_active: boolean;
            capacity: number;
            places_left: number;
            etag: string;
        };
        Match: {
            mentor: components["schemas"]["PersonRef"];
            bio: string | null;
            skills: components["schemas"]["Ref"][];
            score: number;
            parts: {
                need: number;
                goal: number;
                logistics: number;
                interests: number;
            };
            covers: components["schemas"]["Ref"][];
        };
        MentorshipRequest: {
            /** Format: uuid */
            id: string;
            mentee: components["schemas"]["PersonRef"];
            mentor: components["schemas"]["PersonRef"];
            message: string;
            duration_weeks: number;
            skills: components["schemas"]["Ref"][];
            /** @enum {string} */
            status: "waitlisted" | "pending" | "accepted" | "declined" | "withdrawn" | "expired" | "auto_cancelled";
            created_at: string;
            expires_at: string | null;
            closed_at: string | null;
            mentorship_id: string | null;
            etag: string;
        };
        Mentorship: {
            /** Format: uuid */
            id: string;
            mentee: components["schemas"]["PersonRef"];
            mentor: components["schemas"]["PersonRef"];
            request_id: string | null;
            programme_id: string | null;
            skills: components["schemas"]["Ref"][];
            duration_weeks: number | null;
            /** @enum {string} */
            status: "active" | "paused" | "completed" | "ended_early";
            started_at: string;
            due_at: string | null;
            ended_at: string | null;
            ended_by: components["schemas"]["PersonRef"] | null;
            end_reason: string | null;
            etag: string;
        };
        MentorshipMeeting: {
            /** Format: uuid */
            id: string;
            starts_at: string;
            duration_minutes: number | null;
            topic: string | null;
            notes: string | null;
            created_at: string;
            etag: string;
        };
        MentorshipGoal: {
            /** Format: uuid */
            id: string;
            title: string;
            skill: components["schemas"]["Ref"] | null;
            due_on: string | null;
            done_at: string | null;
            created_at: string;
            etag: string;
        };
        MentorshipFeedback: {
            /** Format: uuid */
            id: string;
            author: components["schemas"]["PersonRef"];
            about: components["schemas"]["PersonRef"];
            rating: number;
            comment: string | null;
            shown: boolean;
            created_at: string;
            etag: string;
        };
        Programme: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string | null;
            /** @enum {string} */
            status: "draft" | "open" | "closed";
            duration_weeks: number;
            units: components["schemas"]["Ref"][];
            min_level: number | null;
            max_level: number | null;
            min_months: number | null;
            max_months: number | null;
            eligible: boolean;
            mine: {
                /** @enum {string} */
                role: "mentee" | "mentor";
                places: number | null;
                joined_at: string;
                ranking: components["schemas"]["PersonRef"][];
            } | null;
            members: {
                mentees: number;
                mentors: number;
            } | null;
            matching: components["schemas"]["Matching"] | null;
            created_at: string;
            etag: string;
        };
        Matching: {
            /** @enum {string} */
            status: "running" | "done" | "failed";
            requested_at: string;
            finished_at: string | null;
            mentees: number;
            mentors: number;
            mentees_scored: number;
            matched: number;
            error: string | null;
        };
        ProgrammeMember: {
            person: components["schemas"]["PersonRef"];
            /** @enum {string} */
            role: "mentee" | "mentor";
            places: number | null;
            joined_at: string;
        };
        ProgrammeProposal: {
            /** Format: uuid */
            id: string;
            mentee: components["schemas"]["PersonRef"];
            mentor: components["schemas"]["PersonRef"];
            /** @enum {string} */
            status: "proposed" | "published";
            score: number;
            parts: {
                need: number;
                goal: number;
                logistics: number;
                interests: number;
            };
            wish: number | null;
            mentee_rank: number;
            mentor_rank: number;
            mentorship_id: string | null;
            created_at: string;
            etag: string;
        };
        Published: {
            published: number;
            skipped: {
                /** Format: uuid */
                proposal_id: string;
                /** @enum {string} */
                reason: "mentee_left" | "mentor_unavailable" | "already_mentored" | "reporting_line" | "capacity_full";
            }[];
            done: boolean;
        };
        Area: {
            /** Format: uuid */
            id: string;
            name: string;
            skills: number;
            specializations: {
                /** Format: uuid */
                id: string;
                name: string;
                skills: number;
            }[];
        };
        RowsReport: {
            dry_run: boolean;
            created: number;
            updated: number;
            unchanged: number;
            rejected: {
                index?: number;
                line?: number;
                errors: components["schemas"]["Detail"][];
            }[];
        };
        FunctionArea: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string | null;
            /** @enum {string} */
            status: "proposed" | "active" | "retired";
            etag: string;
        };
        Specialization: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string | null;
            /** @enum {string} */
            status: "proposed" | "active" | "retired";
            etag: string;
            function_area: components["schemas"]["Ref"];
        };
        Competency: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string | null;
            /** @enum {string} */
            status: "proposed" | "active" | "retired";
            etag: string;
        };
        ExperienceType: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string | null;
            /** @enum {string} */
            status: "proposed" | "active" | "retired";
            etag: string;
        };
        SkillRow: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string | null;
            /** @enum {string} */
            status: "proposed" | "active" | "retired";
            specialization: components["schemas"]["Ref"] | null;
            function_area: components["schemas"]["Ref"] | null;
            aliases: string[];
            half_life_months: number;
            external_uri: string | null;
            merged_into: components["schemas"]["Ref"] | null;
            etag: string;
        };
        Skill: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string | null;
            /** @enum {string} */
            status: "proposed" | "active" | "retired";
            specialization: components["schemas"]["Ref"] | null;
            function_area: components["schemas"]["Ref"] | null;
            aliases: string[];
            half_life_months: number;
            external_uri: string | null;
            merged_into: components["schemas"]["Ref"] | null;
            etag: string;
            proposed_by: components["schemas"]["PersonRef"] | null;
            relations: {
                skill: components["schemas"]["Ref"];
                /** @enum {string} */
                kind: "essential" | "optional" | "related" | "broader";
                /** @enum {string} */
                direction: "to" | "from";
            }[];
        };
        SkillSuggestion: {
            skill: components["schemas"]["Ref"];
            level_guess: number;
            quotes: {
                /** @enum {string} */
                from: "title" | "focus_area" | "project" | "outcome" | "text";
                text: string;
            }[];
        };
        UserSkill: {
            skill: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @enum {string} */
                status: "proposed" | "active" | "retired";
                specialization: components["schemas"]["Ref"] | null;
                function_area: components["schemas"]["Ref"] | null;
            };
            level: number | null;
            source: ("self" | "peer" | "manager" | "assessment") | null;
            confidence: number | null;
            assessed_at: string | null;
            valid_until: string | null;
            years_experience: number | null;
            last_used: string | null;
            /** @enum {string} */
            visibility: "private" | "colleagues";
            etag: string;
        };
        SkillHistory: {
            skill: components["schemas"]["Ref"];
            as_of: string;
            level: number | null;
            source: ("self" | "peer" | "manager" | "assessment") | null;
            assessed_at: string | null;
            valid_until: string | null;
            items: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                source: "self" | "peer" | "manager" | "assessment";
                level: number;
                assessor: components["schemas"]["PersonRef"] | null;
                assessed_at: string;
                valid_until: string | null;
                withdrawn_at: string | null;
                declined_at: string | null;
                counts: boolean;
                comment: string | null;
            }[];
        };
        Evidence: {
            /** Format: uuid */
            id: string;
            skill: components["schemas"]["Ref"];
            title: string;
            url: string | null;
            note: string | null;
            added_at: string;
            withdrawn_at: string | null;
            etag: string;
        };
        ValidationRequest: {
            /** Format: uuid */
            id: string;
            user: components["schemas"]["PersonRef"];
            skill: components["schemas"]["Ref"];
            self_level: number | null;
            note: string | null;
            /** @enum {string} */
            status: "submitted" | "validated" | "adjusted" | "rejected" | "withdrawn" | "expired";
            requested_at: string;
            level: number | null;
            decided_by: components["schemas"]["PersonRef"] | null;
            decided_at: string | null;
            comment: string | null;
            etag: string;
        };
        Endorsement: {
            /** Format: uuid */
            id: string;
            endorser: components["schemas"]["PersonRef"] | null;
            skill: components["schemas"]["Ref"];
            level: number;
            given_at: string;
            counts: boolean;
            /** @enum {string} */
            status: "standing" | "declined" | "withdrawn";
            etag: string;
        };
        UserCompetency: {
            competency: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @enum {string} */
                status: "proposed" | "active" | "retired";
            };
            level: number;
            /** @enum {string} */
            source: "hr" | "self" | "manager" | "assessment";
            self_level: number | null;
            validated_by: components["schemas"]["PersonRef"] | null;
            validated_at: string | null;
            etag: string;
        };
        Experience: {
            /** Format: uuid */
            id: string;
            experience_type: components["schemas"]["Ref"];
            organization: string | null;
            program: string | null;
            started_on: string | null;
            ended_on: string | null;
            focus: string | null;
            /** @enum {string} */
            source: "hr" | "self";
            etag: string;
        };
        MyProject: {
            /** Format: uuid */
            id: string;
            name: string;
            role: string | null;
            started_on: string | null;
            ended_on: string | null;
            description: string | null;
            outcomes: string[];
            /** @enum {string} */
            source: "hr" | "self";
            confirmed_at: string | null;
            etag: string;
        };
        Certification: {
            /** Format: uuid */
            id: string;
            name: string;
            issuer: string | null;
            credential_id: string | null;
            skill: components["schemas"]["Ref"] | null;
            issued_on: string | null;
            expires_on: string | null;
            evidence_url: string | null;
            /** @enum {string} */
            source: "hr" | "self";
            etag: string;
        };
        EndorsementGiven: {
            /** Format: uuid */
            id: string;
            user: components["schemas"]["PersonRef"];
            skill: components["schemas"]["Ref"];
            level: number;
            given_at: string;
            etag: string;
        };
        Validation: {
            /** Format: uuid */
            id: string;
            user: components["schemas"]["PersonRef"];
            skill: components["schemas"]["Ref"];
            request_id: string | null;
            /** @enum {string} */
            outcome: "validated" | "adjusted" | "rejected";
            level: number | null;
            comment: string | null;
            decided_by: components["schemas"]["PersonRef"];
            decided_at: string;
            etag: string;
        };
        Project: {
            /** Format: uuid */
            id: string;
            name: string;
            role: string | null;
            started_on: string | null;
            ended_on: string | null;
            description: string | null;
            outcomes: string[];
            /** @enum {string} */
            source: "hr" | "self";
            confirmed_at: string | null;
            etag: string;
            user: components["schemas"]["PersonRef"];
            confirmed_by: components["schemas"]["PersonRef"] | null;
        };
        Matrix: {
            people: {
                person: components["schemas"]["PersonRef"];
                cells: {
                    /** Format: uuid */
                    skill_id: string;
                    level: number | null;
                    source: ("self" | "peer" | "manager" | "assessment") | null;
                    confidence: number | null;
                }[];
            }[];
            skills: {
                skill: components["schemas"]["Ref"];
                holders: number;
                bus_factor: number;
                coverage: number | null;
            }[];
        };
        CourseRow: {
            /** Format: uuid */
            id: string;
            external_id: string | null;
            name: string;
            description: string | null;
            provider: string | null;
            category: string | null;
            /** @enum {string} */
            difficulty: "beginner" | "intermediate" | "advanced";
            duration_hours: number;
            language: string;
            url: string | null;
            needs_approval: boolean;
            /** @enum {string} */
            completion_rule: "progress" | "attendance" | "test";
            pass_mark: number | null;
            validity_months: number | null;
            /** @enum {string} */
            status: "draft" | "active" | "retired";
            edition: number;
            skills: {
                skill: components["schemas"]["Ref"];
                from_level: number;
                to_level: number;
                /** @enum {string} */
                outcome: "none" | "evidence" | "recommend" | "sets";
            }[];
            prerequisites: components["schemas"]["Ref"][];
            mine: {
                enrolment_id: string | null;
                status: ("requested" | "approved" | "rejected" | "waitlisted" | "enrolled" | "in_progress" | "completed" | "failed" | "withdrawn" | "no_show") | null;
                missing_prerequisites: components["schemas"]["Ref"][];
            };
            etag: string;
        };
        Course: {
            /** Format: uuid */
            id: string;
            external_id: string | null;
            name: string;
            description: string | null;
            provider: string | null;
            category: string | null;
            /** @enum {string} */
            difficulty: "beginner" | "intermediate" | "advanced";
            duration_hours: number;
            language: string;
            url: string | null;
            needs_approval: boolean;
            /** @enum {string} */
            completion_rule: "progress" | "attendance" | "test";
            pass_mark: number | null;
            validity_months: number | null;
            /** @enum {string} */
            status: "draft" | "active" | "retired";
            edition: number;
            skills: {
                skill: components["schemas"]["Ref"];
                from_level: number;
                to_level: number;
                /** @enum {string} */
                outcome: "none" | "evidence" | "recommend" | "sets";
            }[];
            prerequisites: components["schemas"]["Ref"][];
            mine: {
                enrolment_id: string | null;
                status: ("requested" | "approved" | "rejected" | "waitlisted" | "enrolled" | "in_progress" | "completed" | "failed" | "withdrawn" | "no_show") | null;
                missing_prerequisites: components["schemas"]["Ref"][];
            };
            etag: string;
            editions: {
                edition: number;
                /** @enum {string} */
                completion_rule: "progress" | "attendance" | "test";
                pass_mark: number | null;
                validity_months: number | null;
                note: string | null;
                published_at: string;
            }[];
        };
        Session: {
            /** Format: uuid */
            id: string;
            course: components["schemas"]["Ref"];
            starts_at: string;
            ends_at: string;
            location: string | null;
            url: string | null;
            instructor: string | null;
            /** @enum {string} */
            status: "scheduled" | "cancelled";
            seats: number | null;
            seats_free: number | null;
            waiting: number;
            etag: string;
        };
        Enrolment: {
            /** Format: uuid */
            id: string;
            user: components["schemas"]["PersonRef"];
            course: components["schemas"]["Ref"];
            edition: number;
            attempt: number;
            /** @enum {string} */
            status: "requested" | "approved" | "rejected" | "waitlisted" | "enrolled" | "in_progress" | "completed" | "failed" | "withdrawn" | "no_show";
            mandatory: boolean;
            /** @enum {string} */
            source: "self" | "assignment" | "import";
            session: {
                /** Format: uuid */
                id: string;
                starts_at: string;
                ends_at: string;
                location: string | null;
                url: string | null;
                instructor: string | null;
            } | null;
            waiting_place: number | null;
            progress_percentage: number;
            score: number | null;
            decided_by: components["schemas"]["PersonRef"] | null;
            decided_at: string | null;
            comments: {
                author: components["schemas"]["PersonRef"] | null;
                comment: string;
                created_at: string;
            }[];
            enrolled_at: string | null;
            started_at: string | null;
            ended_at: string | null;
            completed_on: string | null;
            assessed_by: components["schemas"]["PersonRef"] | null;
            certificate: {
                number: string;
                expires_on: string | null;
                valid: boolean;
                url: string | null;
            } | null;
            created_at: string;
            etag: string;
        };
        FullCertificate: {
            number: string;
            user: components["schemas"]["PersonRef"];
            holder: string;
            course: components["schemas"]["Ref"];
            edition: number;
            provider: string | null;
            completed_on: string;
            expires_on: string | null;
            valid: boolean;
            score: number | null;
            url: string | null;
            skills: {
                skill: components["schemas"]["Ref"];
                level: number;
            }[];
        };
        Certificate: {
            number: string;
            user: components["schemas"]["PersonRef"];
            holder: string;
            course: components["schemas"]["Ref"];
            edition: number;
            provider: string | null;
            completed_on: string;
            expires_on: string | null;
            valid: boolean;
        };
        CourseSet: {
            pathway: components["schemas"]["PathwayRef"];
            coverage_before: number | null;
            coverage_after: number | null;
            total_hours: number;
            courses: {
                course: components["schemas"]["Ref"];
                hours: number;
                closes: {
                    skill: components["schemas"]["Ref"];
                    from: number;
                    to: number;
                    required: number;
                    share: number;
                }[];
                needed_for: components["schemas"]["Ref"][];
            }[];
            open: {
                skill: components["schemas"]["Ref"];
                required: number;
                current: number | null;
                reached: number;
                mandatory: boolean;
                share: number;
            }[];
        };
        Assignment: {
            /** Format: uuid */
            id: string;
            course: components["schemas"]["Ref"];
            /** @enum {string} */
            audience: "everybody" | "pathway" | "unit" | "person";
            pathway: components["schemas"]["PathwayRef"] | null;
            unit: components["schemas"]["Ref"] | null;
            person: components["schemas"]["PersonRef"] | null;
            line: components["schemas"]["PersonRef"] | null;
            due_on: string | null;
            due_days: number;
            reason: string | null;
            assigned_on: string;
            created_by: components["schemas"]["PersonRef"] | null;
            created_at: string;
            etag: string;
        };
        Exemption: {
            person: components["schemas"]["PersonRef"];
            reason: string;
            until: string | null;
            granted_by: components["schemas"]["PersonRef"] | null;
            granted_at: string;
        };
        Compliance: {
            person: components["schemas"]["PersonRef"];
            /** Format: uuid */
            assignment_id: string;
            course: components["schemas"]["Ref"];
            /** @enum {string} */
            state: "compliant" | "expiring" | "due" | "overdue" | "exempt";
            due_on: string | null;
            completed_on: string | null;
            expires_on: string | null;
            enrolment: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                status: "requested" | "approved" | "rejected" | "waitlisted" | "enrolled" | "in_progress" | "completed" | "failed" | "withdrawn" | "no_show";
                progress_percentage: number;
            } | null;
        };
        CourseCompliance: {
            course: components["schemas"]["Ref"];
            people: number;
            compliant: number;
            expiring: number;
            due: number;
            overdue: number;
            exempt: number;
        };
        Me: {
            /** Format: uuid */
            id: string;
            full_name: string;
            preferred_name: string | null;
            job_title: string | null;
            unit: components["schemas"]["Ref"] | null;
            office_location: string | null;
            photo_url: string | null;
            /** @enum {string} */
            status: "active" | "left";
            etag: string;
            employee_id: string | null;
            email: string | null;
            last_login: string | null;
            phone: string | null;
            bio: string | null;
            interests: string[];
            preferences: {
                locale: string | null;
                time_zone: string | null;
                accessibility: {
                    [key: string]: boolean;
                };
            };
            languages: components["schemas"]["Language"][];
            education: components["schemas"]["Education"][];
            employment: components["schemas"]["Employment"] | null;
            positions: components["schemas"]["Position"][];
            roles: ("hr_admin" | "learning_admin" | "auditor")[];
            delegate: components["schemas"]["Delegation"] | null;
            notice: components["schemas"]["MyNotice"] | null;
            features: {
                [key: string]: boolean;
            };
            erasure_request: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                status: "requested" | "carried_out" | "refused";
                requested_at: string;
            } | null;
        };
        Language: {
            /** Format: uuid */
            id: string;
            language: string;
            /** @enum {string} */
            proficiency: "Fluent" | "Professional" | "Intermediate" | "Conversational" | "Beginner";
            etag: string;
        };
        Education: {
            /** Format: uuid */
            id: string;
            degree: string;
            institution: string | null;
            started_on: string | null;
            ended_on: string | null;
            etag: string;
        };
        Employment: {
            /** @enum {string} */
            employment_type: "employee" | "contractor";
            /** @enum {string} */
            status: "active" | "left";
            job_title: string | null;
            department: components["schemas"]["Ref"] | null;
            unit: components["schemas"]["Ref"] | null;
            grade: string | null;
            manager: components["schemas"]["PersonRef"] | null;
            line_manager: string | null;
            hire_date: string | null;
            in_role_since: string | null;
            last_day: string | null;
        };
        Position: {
            /** Format: uuid */
            id: string;
            role_title: string;
            organization: string | null;
            started_on: string | null;
            ended_on: string | null;
            focus_areas: string[];
            key_skills: string[];
            /** @enum {string} */
            source: "hr" | "self";
            etag: string;
        };
        Delegation: {
            delegate: components["schemas"]["PersonRef"];
            from: string;
            until: string;
            etag: string;
        };
        MyNotice: {
            /** Format: uuid */
            id: string;
            version: number;
            title: string;
            body: string | null;
            published_at: string;
            acknowledged_at: string | null;
            etag: string;
        };
        Export: {
            exported_at: string;
            person: components["schemas"]["PersonRef"];
            account: {
                email: string | null;
                created_at: string | null;
                last_sign_in_at: string | null;
            } | null;
            tables: {
                [key: string]: {
                    [key: string]: components["schemas"]["__schema0"];
                }[];
            };
        };
        DirectoryRow: {
            /** Format: uuid */
            id: string;
            full_name: string;
            preferred_name: string | null;
            job_title: string | null;
            unit: components["schemas"]["Ref"] | null;
            office_location: string | null;
            photo_url: string | null;
            /** @enum {string} */
            status: "active" | "left";
            etag: string;
        };
        User: {
            /** Format: uuid */
            id: string;
            full_name: string;
            preferred_name: string | null;
            job_title: string | null;
            unit: components["schemas"]["Ref"] | null;
            office_location: string | null;
            photo_url: string | null;
            /** @enum {string} */
            status: "active" | "left";
            etag: string;
            employee_id: string | null;
            email: string | null;
            employment: components["schemas"]["Employment"] | null;
            roles: ("hr_admin" | "learning_admin" | "auditor")[] | null;
        };
        Report: {
            /** Format: uuid */
            id: string;
            name: string;
            title: string | null;
            unit: components["schemas"]["Ref"] | null;
            photo_url: string | null;
            depth: number;
            manager: components["schemas"]["PersonRef"] | null;
            /** @enum {string} */
            employment_type: "employee" | "contractor";
        };
        Decider: {
            /** Format: uuid */
            id: string;
            name: string;
            title: string | null;
            unit: components["schemas"]["Ref"] | null;
            photo_url: string | null;
            /** @enum {string} */
            as: "manager" | "delegate" | "hr_admin";
        };
        OrgUnit: {
            /** Format: uuid */
            id: string;
            name: string;
            parent: components["schemas"]["Ref"] | null;
            children: number;
            etag: string;
        };
        Lookups: {
            [key: string]: {
                value: string | number;
                label: string;
            }[];
        };
        Notice: {
            /** Format: uuid */
            id: string;
            version: number;
            title: string;
            body: string;
            published_at: string;
            acknowledged_at: string | null;
            etag: string;
        };
        ImportReport: {
            /** Format: uuid */
            id: string;
            dry_run: boolean;
            created: number;
            updated: number;
            unchanged: number;
            rejected: {
                index: number;
                employee_id: string | null;
                errors: components["schemas"]["Detail"][];
            }[];
            warnings: {
                index: number;
                employee_id: string | null;
                warnings: components["schemas"]["Detail"][];
            }[];
            taxonomy: {
                proposed: {
                    kind: string;
                    name: string;
                    in: string | null;
                }[];
            };
        };
        Import: {
            /** Format: uuid */
            id: string;
            /** @constant */
            format: "employee-profiles";
            dry_run: boolean;
            created_by: components["schemas"]["PersonRef"] | null;
            created_at: string;
            rows: {
                created: number;
                updated: number;
                unchanged: number;
                rejected: number;
            };
            etag: string;
        };
        ImportRow: {
            index: number;
            employee_id: string | null;
            user: components["schemas"]["PersonRef"] | null;
            /** @enum {string} */
            status: "created" | "updated" | "unchanged" | "rejected";
            changed: string[];
            errors: components["schemas"]["Detail"][];
            warnings: components["schemas"]["Detail"][];
        };
        DataProblem: {
            /** @enum {string} */
            kind: "email_missing" | "employee_id_missing" | "manager_missing" | "manager_unresolved" | "not_registered" | "same_name" | "title_missing" | "unit_missing";
            user: components["schemas"]["PersonRef"];
            employee_id: string | null;
            detail: string | null;
        };
        ErasureRequest: {
            /** Format: uuid */
            id: string;
            user: components["schemas"]["PersonRef"];
            requested_by: components["schemas"]["PersonRef"] | null;
            /** @enum {string} */
            status: "requested" | "carried_out" | "refused";
            reason: string | null;
            requested_at: string;
            decided_by: components["schemas"]["PersonRef"] | null;
            decided_at: string | null;
            etag: string;
        };
        AuditEntry: {
            /** Format: uuid */
            id: string;
            at: string;
            actor: components["schemas"]["PersonRef"] | null;
            role: string;
            table: string;
            row_id: string;
            subject: components["schemas"]["PersonRef"] | null;
            /** @enum {string} */
            op: "insert" | "update" | "delete" | "erase";
            changed_columns: string[];
            before: {
                [key: string]: components["schemas"]["__schema0"];
            } | null;
            after: {
                [key: string]: components["schemas"]["__schema0"];
            } | null;
            request_id: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAiRecommendationHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getAiRecommendationReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getAiRecommendationOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getAiRecommendationSessions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChatSession"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postAiRecommendationSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    session_name?: string | null;
                    context_data?: {
                        [key: string]: components["schemas"]["__schema0"];
                    };
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatSession"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatSession"];
                };
            };
        };
    };
    getAiRecommendationSessionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatSession"];
                };
            };
        };
    };
    deleteAiRecommendationSessionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchAiRecommendationSessionsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    session_name?: string | null;
                    context_data?: {
                        [key: string]: components["schemas"]["__schema0"];
                    };
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatSession"];
                };
            };
        };
    };
    getAiRecommendationSessionsByIdMessages: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChatMessage"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postAiRecommendationSessionsByIdMessages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    message: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatAnswer"];
                    "text/event-stream": string;
                };
            };
        };
    };
    postAiRecommendationMessagesByIdFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    rating: "up" | "down";
                    comment?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatMessage"];
                };
            };
        };
    };
    postAiRecommendationAdvice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    topic: "strengths" | "next_role" | "gap_for" | "first_course" | "mentors" | "become" | "quarter" | "certificates" | "leadership" | "experts";
                    subject?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Advice"];
                };
            };
        };
    };
    getAiRecommendationSuggestions: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Suggestion"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getAiRecommendationUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssistantUsage"];
                };
            };
        };
    };
    getAiRecommendationResources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SupportResource"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postAiRecommendationResources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "crisis" | "well_being";
                    name: string;
                    description?: string | null;
                    phone?: string | null;
                    url?: string | null;
                    country?: string | null;
                    reviewed_on?: (string & (unknown & unknown)) | null;
                    position?: number;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupportResource"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupportResource"];
                };
            };
        };
    };
    deleteAiRecommendationResourcesById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchAiRecommendationResourcesById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind?: "crisis" | "well_being";
                    name?: string;
                    description?: string | null;
                    phone?: string | null;
                    url?: string | null;
                    country?: string | null;
                    reviewed_on?: (string & (unknown & unknown)) | null;
                    position?: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupportResource"];
                };
            };
        };
    };
    getAnalyticsHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getAnalyticsReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getAnalyticsOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getAnalyticsRollups: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                job?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["JobRun"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postAnalyticsRollups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    as_of?: string & (unknown & unknown);
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RollupReport"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RollupReport"];
                };
            };
        };
    };
    getAnalyticsMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Metrics"];
                    "text/plain": string;
                };
            };
        };
    };
    getAnalyticsNotifications: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                unread?: boolean;
                kind?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Notification"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getAnalyticsNotificationsUnreadCount: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                    };
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postAnalyticsNotificationsByIdRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
        };
    };
    postAnalyticsNotificationsReadAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    before?: (string & (unknown & unknown)) | (string & (unknown & unknown));
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        read: number;
                        count: number;
                    };
                };
            };
        };
    };
    getAnalyticsNotificationPreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["NotificationPreference"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    putAnalyticsNotificationPreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        kind: string;
                        enabled: boolean;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["NotificationPreference"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getAnalyticsFeatures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Feature"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    putAnalyticsFeatures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        feature: string;
                        /** @default null */
                        org_unit_id?: string | null;
                        enabled: boolean | null;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Feature"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getAnalyticsMeDashboard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
        };
    };
    getAnalyticsMeInbox: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                kind?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["InboxItem"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getAnalyticsMeInsights: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Insight"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getAnalyticsScores: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Score"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getAnalyticsMeLeadership: {
        parameters: {
            query?: {
                as_of?: string & (unknown & unknown);
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyLeadershipReadiness"];
                };
            };
        };
    };
    getAnalyticsMeLeadershipContests: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MyLeadershipContest"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postAnalyticsMeLeadershipContests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyLeadershipContest"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyLeadershipContest"];
                };
            };
        };
    };
    postAnalyticsMeLeadershipContestsByIdWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyLeadershipContest"];
                };
            };
        };
    };
    getAnalyticsLeadershipCompetencies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LeadershipCompetency"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    putAnalyticsLeadershipCompetencies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    competency_ids: string[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LeadershipCompetency"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getAnalyticsLeadershipContests: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                status?: ("open" | "in_review" | "upheld" | "corrected" | "withdrawn") | ("open" | "in_review" | "upheld" | "corrected" | "withdrawn")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LeadershipContest"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getAnalyticsLeadershipContestsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewedLeadershipContest"];
                };
            };
        };
    };
    postAnalyticsLeadershipContestsByIdTake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadershipContest"];
                };
            };
        };
    };
    postAnalyticsLeadershipContestsByIdRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadershipContest"];
                };
            };
        };
    };
    postAnalyticsLeadershipContestsByIdDecide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    outcome: "upheld" | "corrected";
                    explanation: string;
                    /** @default [] */
                    exclude?: {
                        /** @enum {string} */
                        kind: "position" | "team" | "project" | "competency" | "goal_item";
                        /** Format: uuid */
                        id: string;
                    }[];
                    /** @default [] */
                    restore?: {
                        /** @enum {string} */
                        kind: "position" | "team" | "project" | "competency" | "goal_item";
                        /** Format: uuid */
                        id: string;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadershipContest"];
                };
            };
        };
    };
    getAnalyticsMeDiversity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiversityDeclaration"];
                };
            };
        };
    };
    putAnalyticsMeDiversity: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    gender?: ("woman" | "man" | "non_binary" | "prefer_not_to_say") | null;
                    age_group?: ("under_25" | "25_to_34" | "35_to_44" | "45_to_54" | "55_and_over" | "prefer_not_to_say") | null;
                    ethnic_minority?: ("yes" | "no" | "prefer_not_to_say") | null;
                    disability?: ("yes" | "no" | "prefer_not_to_say") | null;
                    caring_responsibilities?: ("yes" | "no" | "prefer_not_to_say") | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiversityDeclaration"];
                };
            };
        };
    };
    deleteAnalyticsMeDiversity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getAnalyticsOrgFairness: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                from?: string & (unknown & unknown);
                to?: string & (unknown & unknown);
                measure?: ("leadership" | "learning_hours" | "promoted" | "mentored") | ("leadership" | "learning_hours" | "promoted" | "mentored")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FairnessCell"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                    "text/csv": string;
                };
            };
        };
    };
    getAnalyticsSurveys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                status?: ("draft" | "open" | "closed") | ("draft" | "open" | "closed")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Survey"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postAnalyticsSurveys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    name: string;
                    question: string;
                    org_unit_id?: string | null;
                    comments?: boolean;
                    opens_on?: (string & (unknown & unknown)) | null;
                    closes_on?: (string & (unknown & unknown)) | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Survey"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Survey"];
                };
            };
        };
    };
    getAnalyticsSurveysById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Survey"];
                };
            };
        };
    };
    deleteAnalyticsSurveysById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchAnalyticsSurveysById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    question?: string;
                    org_unit_id?: string | null;
                    comments?: boolean;
                    opens_on?: (string & (unknown & unknown)) | null;
                    closes_on?: (string & (unknown & unknown)) | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Survey"];
                };
            };
        };
    };
    postAnalyticsSurveysByIdOpen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Survey"];
                };
            };
        };
    };
    postAnalyticsSurveysByIdClose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Survey"];
                };
            };
        };
    };
    postAnalyticsSurveysByIdAnswers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    score: number;
                    comment?: string | null;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Survey"];
                };
            };
        };
    };
    getAnalyticsSurveysByIdResults: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyResults"];
                };
            };
        };
    };
    getAnalyticsSurveysByIdComments: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SurveyComment"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getAnalyticsMeEngagement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Engagement"];
                };
            };
        };
    };
    getAnalyticsOrgEngagement: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                from?: string;
                to?: string;
                org_unit_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UnitEngagement"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                    "text/csv": string;
                };
            };
        };
    };
    getAnalyticsTeamsOverview: {
        parameters: {
            query?: {
                scope?: "direct" | "line";
                from?: string & (unknown & unknown);
                to?: string & (unknown & unknown);
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamOverview"];
                };
            };
        };
    };
    getAnalyticsTeamsPeople: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                scope?: "direct" | "line";
                from?: string & (unknown & unknown);
                to?: string & (unknown & unknown);
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TeamMember"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                    "text/csv": string;
                };
            };
        };
    };
    getAnalyticsOrgOverview: {
        parameters: {
            query?: {
                org_unit_id?: string;
                from?: string & (unknown & unknown);
                to?: string & (unknown & unknown);
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationOverview"];
                    "text/csv": string;
                };
            };
        };
    };
    getAnalyticsOrgSkills: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                org_unit_id?: string;
                skill_id?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SkillBalance"][];
                        next_cursor: string | null;
                        total?: number;
                        as_of: string;
                    };
                    "text/csv": string;
                };
            };
        };
    };
    getCareerDevelopmentHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getCareerDevelopmentReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getCareerDevelopmentOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getCareerDevelopmentPathways: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                q?: string;
                org_unit_id?: string | string[];
                level?: number | number[];
                with?: "gap";
                sort?: "name" | "-name" | "level" | "-level" | "coverage" | "-coverage";
            };
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PathwayRow"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postCareerDevelopmentPathways: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    description?: string | null;
                    org_unit_id?: string | null;
                    level?: number | null;
                    min_years_experience?: number | null;
                    max_years_experience?: number | null;
                    external_uri?: string | null;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pathway"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pathway"];
                };
            };
        };
    };
    getCareerDevelopmentPathwaysById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pathway"];
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchCareerDevelopmentPathwaysById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                    org_unit_id?: string | null;
                    level?: number | null;
                    min_years_experience?: number | null;
                    max_years_experience?: number | null;
                    external_uri?: string | null;
                    /** @enum {string} */
                    status?: "active" | "retired";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pathway"];
                };
            };
        };
    };
    getCareerDevelopmentPathwaysByIdGap: {
        parameters: {
            query?: {
                user_id?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gap"];
                };
            };
        };
    };
    putCareerDevelopmentPathwaysByIdRequirements: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    requirements: {
                        /** Format: uuid */
                        skill_id: string;
                        level: number;
                        weight?: number;
                        mandatory?: boolean;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pathway"];
                };
            };
        };
    };
    putCareerDevelopmentPathwaysByIdCompetencies: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    competencies: {
                        /** Format: uuid */
                        competency_id: string;
                        level: number;
                        mandatory?: boolean;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pathway"];
                };
            };
        };
    };
    putCareerDevelopmentPathwaysByIdEdges: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    edges: {
                        /** Format: uuid */
                        to_id: string;
                        /** @enum {string} */
                        kind: "vertical" | "lateral";
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pathway"];
                };
            };
        };
    };
    putCareerDevelopmentPathwaysByIdTitles: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    titles: string[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pathway"];
                };
            };
        };
    };
    getCareerDevelopmentUnmappedTitles: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UnmappedTitle"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getCareerDevelopmentGaps: {
        parameters: {
            query?: {
                pathway_id?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Gap"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getCareerDevelopmentUsersByIdGap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentGap"];
                };
            };
        };
    };
    getCareerDevelopmentRecommendations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                dismissed?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Recommendation"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postCareerDevelopmentRecommendationsByPathwayIdDismiss: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pathway_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interest"];
                };
            };
        };
    };
    postCareerDevelopmentRecommendationsByPathwayIdRestore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pathway_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interest"];
                };
            };
        };
    };
    postCareerDevelopmentWhatIf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    skills: {
                        /** Format: uuid */
                        skill_id: string;
                        level: number;
                    }[];
                    /** Format: uuid */
                    pathway_id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhatIf"];
                };
            };
        };
    };
    getCareerDevelopmentRoutes: {
        parameters: {
            query: {
                to: string;
                k?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Routes"];
                };
            };
        };
    };
    getCareerDevelopmentGoals: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                user_id?: string;
                status?: ("draft" | "active" | "paused" | "achieved" | "abandoned") | ("draft" | "active" | "paused" | "achieved" | "abandoned")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Goal"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postCareerDevelopmentGoals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    target_position?: string | null;
                    target_date?: (string & (unknown & unknown)) | null;
                    /** @enum {string} */
                    priority?: "low" | "medium" | "high";
                    notes?: string | null;
                    route?: string[];
                    items?: ({
                        /** Format: uuid */
                        id?: string;
                        /** @constant */
                        kind: "skill";
                        /** Format: uuid */
                        skill_id: string;
                        level?: number | null;
                        title?: string | null;
                        done?: boolean;
                    } | {
                        /** Format: uuid */
                        id?: string;
                        /** @enum {string} */
                        kind: "course" | "other";
                        title: string;
                        done?: boolean;
                    })[];
                    /** Format: uuid */
                    id?: string;
                    /** Format: uuid */
                    pathway_id: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
        };
    };
    getCareerDevelopmentGoalsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
        };
    };
    deleteCareerDevelopmentGoalsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchCareerDevelopmentGoalsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    target_position?: string | null;
                    target_date?: (string & (unknown & unknown)) | null;
                    /** @enum {string} */
                    priority?: "low" | "medium" | "high";
                    notes?: string | null;
                    route?: string[];
                    items?: ({
                        /** Format: uuid */
                        id?: string;
                        /** @constant */
                        kind: "skill";
                        /** Format: uuid */
                        skill_id: string;
                        level?: number | null;
                        title?: string | null;
                        done?: boolean;
                    } | {
                        /** Format: uuid */
                        id?: string;
                        /** @enum {string} */
                        kind: "course" | "other";
                        title: string;
                        done?: boolean;
                    })[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
        };
    };
    postCareerDevelopmentGoalsByIdActivate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
        };
    };
    postCareerDevelopmentGoalsByIdPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
        };
    };
    postCareerDevelopmentGoalsByIdResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
        };
    };
    postCareerDevelopmentGoalsByIdAchieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
        };
    };
    postCareerDevelopmentGoalsByIdAbandon: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
        };
    };
    postCareerDevelopmentGoalsByIdShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
        };
    };
    postCareerDevelopmentGoalsByIdUnshare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
        };
    };
    getCareerDevelopmentPlans: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                scope?: "mine" | "approvals" | "team";
                status?: ("draft" | "submitted" | "approved" | "returned") | ("draft" | "submitted" | "approved" | "returned")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Plan"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postCareerDevelopmentPlans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    goal_ids?: string[];
                    items?: {
                        /** Format: uuid */
                        id?: string;
                        title: string;
                        skill_id?: string | null;
                        due_on?: (string & (unknown & unknown)) | null;
                        done?: boolean;
                    }[];
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
        };
    };
    getCareerDevelopmentPlansById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
        };
    };
    deleteCareerDevelopmentPlansById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchCareerDevelopmentPlansById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: string;
                    goal_ids?: string[];
                    items?: {
                        /** Format: uuid */
                        id?: string;
                        title: string;
                        skill_id?: string | null;
                        due_on?: (string & (unknown & unknown)) | null;
                        done?: boolean;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
        };
    };
    postCareerDevelopmentPlansByIdReturn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    comment: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
        };
    };
    postCareerDevelopmentPlansByIdSubmit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
        };
    };
    postCareerDevelopmentPlansByIdWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
        };
    };
    postCareerDevelopmentPlansByIdReopen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
        };
    };
    postCareerDevelopmentPlansByIdApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
        };
    };
    getMentorshipHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getMentorshipReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getMentorshipOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getMentorshipMeMentorProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mentor"];
                };
            };
        };
    };
    putMentorshipMeMentorProfile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    capacity: number;
                    skill_ids: string[];
                    bio?: string | null;
                    /** @default true */
                    is_active?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mentor"];
                };
            };
        };
    };
    deleteMentorshipMeMentorProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getMentorshipMentors: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                q?: string;
                skill_id?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Mentor"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getMentorshipMentorsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mentor"];
                };
            };
        };
    };
    getMentorshipMatches: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                skill_id?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Match"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getMentorshipRequests: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                box?: "sent" | "received";
                user_id?: string;
                status?: ("waitlisted" | "pending" | "accepted" | "declined" | "withdrawn" | "expired" | "auto_cancelled") | ("waitlisted" | "pending" | "accepted" | "declined" | "withdrawn" | "expired" | "auto_cancelled")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MentorshipRequest"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postMentorshipRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    /** Format: uuid */
                    mentor_id: string;
                    message: string;
                    /** @default [] */
                    skill_ids?: string[];
                    duration_weeks: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipRequest"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipRequest"];
                };
            };
        };
    };
    getMentorshipRequestsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipRequest"];
                };
            };
        };
    };
    postMentorshipRequestsByIdAccept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipRequest"];
                };
            };
        };
    };
    postMentorshipRequestsByIdDecline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipRequest"];
                };
            };
        };
    };
    postMentorshipRequestsByIdWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipRequest"];
                };
            };
        };
    };
    getMentorshipMentorships: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                as?: "mentee" | "mentor";
                user_id?: string;
                status?: ("active" | "paused" | "completed" | "ended_early") | ("active" | "paused" | "completed" | "ended_early")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Mentorship"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getMentorshipMentorshipsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mentorship"];
                };
            };
        };
    };
    postMentorshipMentorshipsByIdEnd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mentorship"];
                };
            };
        };
    };
    postMentorshipMentorshipsByIdPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mentorship"];
                };
            };
        };
    };
    postMentorshipMentorshipsByIdResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mentorship"];
                };
            };
        };
    };
    postMentorshipMentorshipsByIdComplete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mentorship"];
                };
            };
        };
    };
    getMentorshipMentorshipsByIdMeetings: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MentorshipMeeting"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postMentorshipMentorshipsByIdMeetings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    starts_at: string & (unknown & unknown);
                    duration_minutes?: number | null;
                    topic?: string | null;
                    notes?: string | null;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipMeeting"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipMeeting"];
                };
            };
        };
    };
    getMentorshipMentorshipsByIdMeetingsByItemId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipMeeting"];
                };
            };
        };
    };
    deleteMentorshipMentorshipsByIdMeetingsByItemId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchMentorshipMentorshipsByIdMeetingsByItemId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
                item_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    starts_at?: string & (unknown & unknown);
                    duration_minutes?: number | null;
                    topic?: string | null;
                    notes?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipMeeting"];
                };
            };
        };
    };
    getMentorshipMentorshipsByIdGoals: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MentorshipGoal"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postMentorshipMentorshipsByIdGoals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    skill_id?: string | null;
                    due_on?: (string & (unknown & unknown)) | null;
                    done?: boolean;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipGoal"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipGoal"];
                };
            };
        };
    };
    getMentorshipMentorshipsByIdGoalsByItemId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipGoal"];
                };
            };
        };
    };
    deleteMentorshipMentorshipsByIdGoalsByItemId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchMentorshipMentorshipsByIdGoalsByItemId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
                item_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: string;
                    skill_id?: string | null;
                    due_on?: (string & (unknown & unknown)) | null;
                    done?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipGoal"];
                };
            };
        };
    };
    getMentorshipMentorshipsByIdFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MentorshipFeedback"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postMentorshipMentorshipsByIdFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    rating: number;
                    comment?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipFeedback"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MentorshipFeedback"];
                };
            };
        };
    };
    getMentorshipProgrammes: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                status?: ("draft" | "open" | "closed") | ("draft" | "open" | "closed")[];
                mine?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Programme"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postMentorshipProgrammes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    description?: string | null;
                    duration_weeks?: number;
                    unit_ids?: string[];
                    min_level?: number | null;
                    max_level?: number | null;
                    min_months?: number | null;
                    max_months?: number | null;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Programme"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Programme"];
                };
            };
        };
    };
    getMentorshipProgrammesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Programme"];
                };
            };
        };
    };
    deleteMentorshipProgrammesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchMentorshipProgrammesById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                    duration_weeks?: number;
                    unit_ids?: string[];
                    min_level?: number | null;
                    max_level?: number | null;
                    min_months?: number | null;
                    max_months?: number | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Programme"];
                };
            };
        };
    };
    postMentorshipProgrammesByIdJoin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    role: "mentee" | "mentor";
                    places?: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Programme"];
                };
            };
        };
    };
    postMentorshipProgrammesByIdLeave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Programme"];
                };
            };
        };
    };
    putMentorshipProgrammesByIdRankings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    mentor_ids: string[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Programme"];
                };
            };
        };
    };
    getMentorshipProgrammesByIdMembers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                role?: "mentee" | "mentor";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ProgrammeMember"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postMentorshipProgrammesByIdMatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Programme"];
                };
            };
        };
    };
    getMentorshipProgrammesByIdProposals: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                status?: ("proposed" | "published") | ("proposed" | "published")[];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ProgrammeProposal"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postMentorshipProgrammesByIdPublish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    all?: true;
                    proposal_ids?: string[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
        };
    };
    postMentorshipProgrammesByIdOpen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Programme"];
                };
            };
        };
    };
    postMentorshipProgrammesByIdClose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Programme"];
                };
            };
        };
    };
    getSkillsManagementHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getSkillsManagementReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getSkillsManagementOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getSkillsManagementTaxonomy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Area"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postSkillsManagementTaxonomyImports: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
                "application/json": {
                    rows: unknown[];
                    /** @default false */
                    dry_run?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RowsReport"];
                };
            };
        };
    };
    getSkillsManagementFunctionAreas: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                q?: string;
                status?: ("proposed" | "active" | "retired") | ("proposed" | "active" | "retired")[];
            };
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FunctionArea"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postSkillsManagementFunctionAreas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    description?: string | null;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunctionArea"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunctionArea"];
                };
            };
        };
    };
    getSkillsManagementFunctionAreasById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunctionArea"];
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchSkillsManagementFunctionAreasById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunctionArea"];
                };
            };
        };
    };
    postSkillsManagementFunctionAreasByIdApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunctionArea"];
                };
            };
        };
    };
    postSkillsManagementFunctionAreasByIdRetire: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunctionArea"];
                };
            };
        };
    };
    getSkillsManagementSpecializations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                q?: string;
                status?: ("proposed" | "active" | "retired") | ("proposed" | "active" | "retired")[];
                function_area_id?: string | string[];
            };
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Specialization"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postSkillsManagementSpecializations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    description?: string | null;
                    /** Format: uuid */
                    function_area_id: string;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Specialization"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Specialization"];
                };
            };
        };
    };
    getSkillsManagementSpecializationsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Specialization"];
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchSkillsManagementSpecializationsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                    /** Format: uuid */
                    function_area_id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Specialization"];
                };
            };
        };
    };
    postSkillsManagementSpecializationsByIdApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Specialization"];
                };
            };
        };
    };
    postSkillsManagementSpecializationsByIdRetire: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Specialization"];
                };
            };
        };
    };
    getSkillsManagementCompetencies: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                q?: string;
                status?: ("proposed" | "active" | "retired") | ("proposed" | "active" | "retired")[];
            };
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Competency"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postSkillsManagementCompetencies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    description?: string | null;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Competency"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Competency"];
                };
            };
        };
    };
    getSkillsManagementCompetenciesById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Competency"];
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchSkillsManagementCompetenciesById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Competency"];
                };
            };
        };
    };
    postSkillsManagementCompetenciesByIdApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Competency"];
                };
            };
        };
    };
    postSkillsManagementCompetenciesByIdRetire: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Competency"];
                };
            };
        };
    };
    getSkillsManagementExperienceTypes: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                q?: string;
                status?: ("proposed" | "active" | "retired") | ("proposed" | "active" | "retired")[];
            };
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ExperienceType"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postSkillsManagementExperienceTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    description?: string | null;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperienceType"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperienceType"];
                };
            };
        };
    };
    getSkillsManagementExperienceTypesById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperienceType"];
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchSkillsManagementExperienceTypesById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperienceType"];
                };
            };
        };
    };
    postSkillsManagementExperienceTypesByIdApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperienceType"];
                };
            };
        };
    };
    postSkillsManagementExperienceTypesByIdRetire: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperienceType"];
                };
            };
        };
    };
    getSkillsManagementSkills: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                q?: string;
                specialization_id?: string | string[];
                function_area_id?: string | string[];
                status?: ("proposed" | "active" | "retired") | ("proposed" | "active" | "retired")[];
            };
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SkillRow"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postSkillsManagementSkills: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    specialization_id?: string | null;
                    description?: string | null;
                    aliases?: string[];
                    half_life_months?: number;
                    external_uri?: string | null;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
        };
    };
    getSkillsManagementSkillsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchSkillsManagementSkillsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    specialization_id?: string | null;
                    description?: string | null;
                    aliases?: string[];
                    half_life_months?: number;
                    external_uri?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
        };
    };
    putSkillsManagementSkillsByIdRelations: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        /** Format: uuid */
                        skill_id: string;
                        /** @enum {string} */
                        kind: "essential" | "optional" | "related" | "broader";
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
        };
    };
    postSkillsManagementSkillsByIdApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
        };
    };
    postSkillsManagementSkillsByIdRetire: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
        };
    };
    postSkillsManagementSkillsByIdMerge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    into: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
        };
    };
    postSkillsManagementMeSkillsSuggestions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    text?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SkillSuggestion"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getSkillsManagementMeSkills: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UserSkill"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    putSkillsManagementMeSkills: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        level: number | null;
                        years_experience?: number | null;
                        last_used?: (string & (unknown & unknown)) | null;
                        /** @enum {string} */
                        visibility?: "private" | "colleagues";
                        /** Format: uuid */
                        skill_id: string;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UserSkill"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    putSkillsManagementMeSkillsBySkillId: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                skill_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    level: number | null;
                    years_experience?: number | null;
                    last_used?: (string & (unknown & unknown)) | null;
                    /** @enum {string} */
                    visibility?: "private" | "colleagues";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserSkill"];
                };
            };
        };
    };
    deleteSkillsManagementMeSkillsBySkillId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                skill_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSkillsManagementMeSkillsBySkillIdHistory: {
        parameters: {
            query?: {
                as_of?: (string & (unknown & unknown)) | (string & (unknown & unknown));
            };
            header?: never;
            path: {
                skill_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillHistory"];
                };
            };
        };
    };
    getSkillsManagementMeSkillsBySkillIdEvidence: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
            };
            header?: never;
            path: {
                skill_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Evidence"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postSkillsManagementMeSkillsBySkillIdEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                skill_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    title: string;
                    url?: string | null;
                    note?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evidence"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evidence"];
                };
            };
        };
    };
    postSkillsManagementMeSkillsBySkillIdValidationRequests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                skill_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    note?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationRequest"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationRequest"];
                };
            };
        };
    };
    getSkillsManagementMeEndorsements: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                status?: ("standing" | "declined" | "withdrawn") | ("standing" | "declined" | "withdrawn")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Endorsement"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getSkillsManagementMeValidationRequests: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                status?: ("submitted" | "validated" | "adjusted" | "rejected" | "withdrawn" | "expired") | ("submitted" | "validated" | "adjusted" | "rejected" | "withdrawn" | "expired")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ValidationRequest"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getSkillsManagementMeCompetencies: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UserCompetency"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    putSkillsManagementMeCompetencies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        /** Format: uuid */
                        competency_id: string;
                        level: number | null;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UserCompetency"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getSkillsManagementMeExperiences: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Experience"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postSkillsManagementMeExperiences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    experience_type_id: string;
                    organization?: string | null;
                    program?: string | null;
                    started_on?: (string & (unknown & unknown)) | null;
                    ended_on?: (string & (unknown & unknown)) | null;
                    focus?: string | null;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experience"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experience"];
                };
            };
        };
    };
    deleteSkillsManagementMeExperiencesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchSkillsManagementMeExperiencesById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    experience_type_id?: string;
                    organization?: string | null;
                    program?: string | null;
                    started_on?: (string & (unknown & unknown)) | null;
                    ended_on?: (string & (unknown & unknown)) | null;
                    focus?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experience"];
                };
            };
        };
    };
    getSkillsManagementMeProjects: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MyProject"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postSkillsManagementMeProjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    role?: string | null;
                    started_on?: (string & (unknown & unknown)) | null;
                    ended_on?: (string & (unknown & unknown)) | null;
                    description?: string | null;
                    outcomes?: string[];
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyProject"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyProject"];
                };
            };
        };
    };
    deleteSkillsManagementMeProjectsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchSkillsManagementMeProjectsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    role?: string | null;
                    started_on?: (string & (unknown & unknown)) | null;
                    ended_on?: (string & (unknown & unknown)) | null;
                    description?: string | null;
                    outcomes?: string[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyProject"];
                };
            };
        };
    };
    getSkillsManagementMeCertifications: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Certification"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postSkillsManagementMeCertifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    issuer?: string | null;
                    credential_id?: string | null;
                    skill_id?: string | null;
                    issued_on?: (string & (unknown & unknown)) | null;
                    expires_on?: (string & (unknown & unknown)) | null;
                    evidence_url?: string | null;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Certification"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Certification"];
                };
            };
        };
    };
    deleteSkillsManagementMeCertificationsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchSkillsManagementMeCertificationsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    issuer?: string | null;
                    credential_id?: string | null;
                    skill_id?: string | null;
                    issued_on?: (string & (unknown & unknown)) | null;
                    expires_on?: (string & (unknown & unknown)) | null;
                    evidence_url?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Certification"];
                };
            };
        };
    };
    getSkillsManagementUsersByIdSkills: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UserSkill"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postSkillsManagementUsersByIdSkillsBySkillIdEndorsements: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                skill_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    level: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndorsementGiven"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndorsementGiven"];
                };
            };
        };
    };
    getSkillsManagementUsersByIdCompetencies: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UserCompetency"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postSkillsManagementUsersByIdCompetenciesByCompetencyIdValidations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                competency_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    level: number;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserCompetency"];
                };
            };
        };
    };
    postSkillsManagementEvidenceByIdWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evidence"];
                };
            };
        };
    };
    postSkillsManagementEndorsementsByIdDecline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endorsement"];
                };
            };
        };
    };
    postSkillsManagementValidationRequestsByIdWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationRequest"];
                };
            };
        };
    };
    getSkillsManagementValidations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                status?: ("submitted" | "validated" | "adjusted" | "rejected" | "withdrawn" | "expired") | ("submitted" | "validated" | "adjusted" | "rejected" | "withdrawn" | "expired")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ValidationRequest"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postSkillsManagementValidations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        /** Format: uuid */
                        user_id: string;
                        /** Format: uuid */
                        skill_id: string;
                        /** @enum {string} */
                        outcome: "validated" | "adjusted" | "rejected";
                        level?: number;
                        comment?: string | null;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Validation"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getSkillsManagementProjects: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                confirmed?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Project"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postSkillsManagementProjectsByIdConfirm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    getSkillsManagementMatrix: {
        parameters: {
            query: {
                scope: "team" | string;
                skill_id?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matrix"];
                };
            };
        };
    };
    getTrainingHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getTrainingReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getTrainingOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getTrainingCourses: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                q?: string;
                skill_id?: string | string[];
                category?: string | string[];
                provider?: string | string[];
                difficulty?: ("beginner" | "intermediate" | "advanced") | ("beginner" | "intermediate" | "advanced")[];
                language?: string | string[];
                max_hours?: number;
                status?: ("draft" | "active" | "retired") | ("draft" | "active" | "retired")[];
                sort?: "name" | "duration_hours" | "-duration_hours" | "-created_at";
            };
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CourseRow"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postTrainingCourses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    description?: string | null;
                    provider?: string | null;
                    category?: string | null;
                    /** @enum {string} */
                    difficulty?: "beginner" | "intermediate" | "advanced";
                    duration_hours: number;
                    language?: string;
                    url?: string | null;
                    needs_approval?: boolean;
                    /** @enum {string} */
                    status?: "draft" | "active" | "retired";
                    /** @enum {string} */
                    completion_rule?: "progress" | "attendance" | "test";
                    pass_mark?: number | null;
                    validity_months?: number | null;
                    external_id?: string | null;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
        };
    };
    getTrainingCoursesById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchTrainingCoursesById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                    provider?: string | null;
                    category?: string | null;
                    /** @enum {string} */
                    difficulty?: "beginner" | "intermediate" | "advanced";
                    duration_hours?: number;
                    language?: string;
                    url?: string | null;
                    needs_approval?: boolean;
                    /** @enum {string} */
                    status?: "draft" | "active" | "retired";
                    /** @enum {string} */
                    completion_rule?: "progress" | "attendance" | "test";
                    pass_mark?: number | null;
                    validity_months?: number | null;
                    external_id?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
        };
    };
    postTrainingCoursesByIdEditions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    completion_rule?: "progress" | "attendance" | "test";
                    pass_mark?: number | null;
                    validity_months?: number | null;
                    note?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
        };
    };
    putTrainingCoursesByIdSkills: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    skills: {
                        /** Format: uuid */
                        skill_id: string;
                        from_level?: number;
                        to_level: number;
                        /** @enum {string} */
                        outcome?: "none" | "evidence" | "recommend" | "sets";
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
        };
    };
    putTrainingCoursesByIdPrerequisites: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    course_ids: string[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
        };
    };
    postTrainingCoursesImports: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
                "application/json": {
                    rows: unknown[];
                    /** @default false */
                    dry_run?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RowsReport"];
                };
            };
        };
    };
    getTrainingCoursesByIdSessions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                period?: "upcoming" | "past" | "all";
                status?: ("scheduled" | "cancelled") | ("scheduled" | "cancelled")[];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Session"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postTrainingCoursesByIdSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    starts_at: (string & (unknown & unknown)) | (string & (unknown & unknown));
                    ends_at: (string & (unknown & unknown)) | (string & (unknown & unknown));
                    seats?: number | null;
                    location?: string | null;
                    url?: string | null;
                    instructor?: string | null;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    patchTrainingSessionsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    starts_at?: (string & (unknown & unknown)) | (string & (unknown & unknown));
                    ends_at?: (string & (unknown & unknown)) | (string & (unknown & unknown));
                    seats?: number | null;
                    location?: string | null;
                    url?: string | null;
                    instructor?: string | null;
                    /** @enum {string} */
                    status?: "scheduled" | "cancelled";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    getTrainingEnrolments: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                scope?: "mine" | "approvals" | "team" | "all";
                status?: ("requested" | "approved" | "rejected" | "waitlisted" | "enrolled" | "in_progress" | "completed" | "failed" | "withdrawn" | "no_show") | ("requested" | "approved" | "rejected" | "waitlisted" | "enrolled" | "in_progress" | "completed" | "failed" | "withdrawn" | "no_show")[];
                course_id?: string | string[];
                session_id?: string | string[];
                user_id?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Enrolment"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postTrainingEnrolments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    /** Format: uuid */
                    course_id: string;
                    session_id?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
        };
    };
    getTrainingEnrolmentsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
        };
    };
    patchTrainingEnrolmentsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    progress_percentage?: number;
                    /** Format: uuid */
                    session_id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
        };
    };
    postTrainingEnrolmentsByIdApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    comment?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
        };
    };
    postTrainingEnrolmentsByIdReject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    comment?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
        };
    };
    postTrainingEnrolmentsByIdWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
        };
    };
    postTrainingEnrolmentsByIdComplete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    score?: number | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
        };
    };
    postTrainingEnrolmentsByIdFail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    score?: number | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
        };
    };
    postTrainingEnrolmentsByIdNoShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
        };
    };
    getTrainingEnrolmentsByIdCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullCertificate"];
                    "text/html": string;
                };
            };
        };
    };
    getTrainingCertificatesByNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Certificate"];
                };
            };
        };
    };
    postTrainingCompletionsImports: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
                "application/json": {
                    rows: unknown[];
                    /** @default false */
                    dry_run?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RowsReport"];
                };
            };
        };
    };
    getTrainingRecommendations: {
        parameters: {
            query?: {
                pathway_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseSet"];
                };
            };
        };
    };
    getTrainingAssignments: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                course_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Assignment"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postTrainingAssignments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    /** Format: uuid */
                    course_id: string;
                    due_on?: (string & (unknown & unknown)) | null;
                    due_days?: number;
                    reason?: string | null;
                    /** @enum {string} */
                    audience: "everybody" | "pathway" | "unit" | "person";
                    /** Format: uuid */
                    pathway_id?: string;
                    /** Format: uuid */
                    org_unit_id?: string;
                    /** Format: uuid */
                    user_id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
        };
    };
    getTrainingAssignmentsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
        };
    };
    deleteTrainingAssignmentsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchTrainingAssignmentsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    due_on?: (string & (unknown & unknown)) | null;
                    due_days?: number;
                    reason?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
        };
    };
    putTrainingAssignmentsByIdExemptionsByUserId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    until?: (string & (unknown & unknown)) | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exemption"];
                };
            };
        };
    };
    deleteTrainingAssignmentsByIdExemptionsByUserId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getTrainingMeCompliance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Compliance"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getTrainingCompliance: {
        parameters: {
            query: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                scope: ("team" | "all") | string;
                state?: ("compliant" | "expiring" | "due" | "overdue" | "exempt") | ("compliant" | "expiring" | "due" | "overdue" | "exempt")[];
                course_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Compliance"][];
                        next_cursor: string | null;
                        total?: number;
                        as_of?: string;
                    };
                };
            };
        };
    };
    getTrainingComplianceCourses: {
        parameters: {
            query: {
                scope: ("team" | "all") | string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CourseCompliance"][];
                        next_cursor: string | null;
                        total?: number;
                        as_of: string;
                    };
                };
            };
        };
    };
    getUserManagementHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getUserManagementReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    getUserManagementOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    postUserManagementAuthRegister: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                    full_name?: string;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    postUserManagementAuthLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        access_token: string;
                        refresh_token: string;
                        token_type: string;
                        expires_in: number;
                        expires_at?: number;
                    };
                };
            };
        };
    };
    postUserManagementAuthRefresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    refresh_token: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        access_token: string;
                        refresh_token: string;
                        token_type: string;
                        expires_in: number;
                        expires_at?: number;
                    };
                };
            };
        };
    };
    postUserManagementAuthPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                };
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    postUserManagementAuthLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchUserManagementAuthPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                };
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getUserManagementMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    deleteUserManagementMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    confirm: string;
                };
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchUserManagementMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    preferred_name?: string | null;
                    photo_url?: string | null;
                    phone?: (string & (unknown & unknown)) | null;
                    bio?: string | null;
                    interests?: string[];
                    preferences?: {
                        locale?: (string & (unknown & unknown)) | null;
                        time_zone?: (string & (unknown & unknown)) | null;
                        accessibility?: {
                            screen_reader?: boolean;
                            high_contrast?: boolean;
                            large_text?: boolean;
                            reduced_motion?: boolean;
                            captions?: boolean;
                        };
                    };
                    languages?: {
                        language: string;
                        /** @enum {string} */
                        proficiency: "Fluent" | "Professional" | "Intermediate" | "Conversational" | "Beginner";
                    }[];
                    education?: {
                        degree: string;
                        institution?: string | null;
                        started_on?: (string & (unknown & unknown)) | null;
                        ended_on?: (string & (unknown & unknown)) | null;
                    }[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    getUserManagementMeExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
        };
    };
    getUserManagementMeLanguages: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Language"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postUserManagementMeLanguages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    language: string;
                    /** @enum {string} */
                    proficiency: "Fluent" | "Professional" | "Intermediate" | "Conversational" | "Beginner";
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Language"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Language"];
                };
            };
        };
    };
    deleteUserManagementMeLanguagesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchUserManagementMeLanguagesById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    language?: string;
                    /** @enum {string} */
                    proficiency?: "Fluent" | "Professional" | "Intermediate" | "Conversational" | "Beginner";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Language"];
                };
            };
        };
    };
    getUserManagementMeEducation: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Education"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postUserManagementMeEducation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    degree: string;
                    institution?: string | null;
                    started_on?: (string & (unknown & unknown)) | null;
                    ended_on?: (string & (unknown & unknown)) | null;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Education"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Education"];
                };
            };
        };
    };
    deleteUserManagementMeEducationById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchUserManagementMeEducationById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    degree?: string;
                    institution?: string | null;
                    started_on?: (string & (unknown & unknown)) | null;
                    ended_on?: (string & (unknown & unknown)) | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Education"];
                };
            };
        };
    };
    getUserManagementMePositions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                sort?: "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Position"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postUserManagementMePositions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    role_title: string;
                    organization?: string | null;
                    started_on?: (string & (unknown & unknown)) | null;
                    ended_on?: (string & (unknown & unknown)) | null;
                    focus_areas?: string[];
                    key_skills?: string[];
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Position"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Position"];
                };
            };
        };
    };
    deleteUserManagementMePositionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchUserManagementMePositionsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    role_title?: string;
                    organization?: string | null;
                    started_on?: (string & (unknown & unknown)) | null;
                    ended_on?: (string & (unknown & unknown)) | null;
                    focus_areas?: string[];
                    key_skills?: string[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Position"];
                };
            };
        };
    };
    getUserManagementMeDelegate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delegation"];
                };
            };
        };
    };
    putUserManagementMeDelegate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    user_id: string;
                    from: string & (unknown & unknown);
                    until: string & (unknown & unknown);
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delegation"];
                };
            };
        };
    };
    deleteUserManagementMeDelegate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getUserManagementUsers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                q?: string;
                org_unit_id?: string | string[];
                skill_id?: string | string[];
                min_level?: number;
                id?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DirectoryRow"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postUserManagementUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    employee_id?: string | null;
                    email?: string | null;
                    full_name: string;
                    office_location?: string | null;
                    /** @enum {string} */
                    employment_type?: "employee" | "contractor";
                    job_title?: string | null;
                    org_unit_id?: string | null;
                    grade?: string | null;
                    manager_id?: string | null;
                    line_manager?: string | null;
                    hire_date?: (string & (unknown & unknown)) | null;
                    in_role_since?: (string & (unknown & unknown)) | null;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    getUserManagementUsersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    patchUserManagementUsersById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    employee_id?: string | null;
                    email?: string | null;
                    full_name?: string;
                    office_location?: string | null;
                    /** @enum {string} */
                    employment_type?: "employee" | "contractor";
                    job_title?: string | null;
                    org_unit_id?: string | null;
                    grade?: string | null;
                    manager_id?: string | null;
                    line_manager?: string | null;
                    hire_date?: (string & (unknown & unknown)) | null;
                    in_role_since?: (string & (unknown & unknown)) | null;
                    /** @enum {string} */
                    status?: "active" | "left";
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    putUserManagementUsersByIdRoles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    roles: ("hr_admin" | "learning_admin" | "auditor")[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    postUserManagementUsersByIdLeave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    last_day: string & (unknown & unknown);
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    getUserManagementUsersByIdReports: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                depth?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Report"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getUserManagementUsersByIdDeciders: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Decider"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getUserManagementOrgUnits: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                q?: string;
                parent_id?: (string | "none") | (string | "none")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OrgUnit"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postUserManagementOrgUnits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    parent_id?: string | null;
                    /** Format: uuid */
                    id?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgUnit"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgUnit"];
                };
            };
        };
    };
    getUserManagementOrgUnitsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgUnit"];
                };
            };
        };
    };
    patchUserManagementOrgUnitsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The etag that you read; 412 stale if it changed since. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    parent_id?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrgUnit"];
                };
            };
        };
    };
    getUserManagementLookups: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that you have; 304 if it is the same still. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lookups"];
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getUserManagementNotices: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Notice"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postUserManagementNotices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    title: string;
                    body: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notice"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notice"];
                };
            };
        };
    };
    postUserManagementNoticesByIdAcknowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notice"];
                };
            };
        };
    };
    postUserManagementImports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    /** @constant */
                    format: "employee-profiles";
                    profiles: unknown[];
                    /** @default false */
                    dry_run?: boolean;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
        };
    };
    postUserManagementImportsByIdChunks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    offset: number;
                    profiles: unknown[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
        };
    };
    getUserManagementImportsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
        };
    };
    getUserManagementImportsByIdRows: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                status?: ("created" | "updated" | "unchanged" | "rejected") | ("created" | "updated" | "unchanged" | "rejected")[];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ImportRow"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getUserManagementDataQuality: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                kind?: ("email_missing" | "employee_id_missing" | "manager_missing" | "manager_unresolved" | "not_registered" | "same_name" | "title_missing" | "unit_missing") | ("email_missing" | "employee_id_missing" | "manager_missing" | "manager_unresolved" | "not_registered" | "same_name" | "title_missing" | "unit_missing")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DataProblem"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getUserManagementDataQualitySummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            kind: "email_missing" | "employee_id_missing" | "manager_missing" | "manager_unresolved" | "not_registered" | "same_name" | "title_missing" | "unit_missing";
                            count: number;
                        }[];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    getUserManagementErasureRequests: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                status?: ("requested" | "carried_out" | "refused") | ("requested" | "carried_out" | "refused")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ErasureRequest"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
    postUserManagementErasureRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    id?: string;
                    /** Format: uuid */
                    user_id: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureRequest"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureRequest"];
                };
            };
        };
    };
    postUserManagementErasureRequestsByIdCarryOut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureRequest"];
                };
            };
        };
    };
    postUserManagementErasureRequestsByIdRefuse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureRequest"];
                };
            };
        };
    };
    getUserManagementAudit: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                count?: boolean;
                subject_id?: string | string[];
                table?: string | string[];
                since?: (string & (unknown & unknown)) | (string & (unknown & unknown));
                until?: (string & (unknown & unknown)) | (string & (unknown & unknown));
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        next_cursor: string | null;
                        total?: number;
                    };
                };
            };
        };
    };
}
