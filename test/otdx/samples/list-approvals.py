import requests
import pandas as pd
# API URLs
AUTH_URL = 'https://www.otdx-api.com.br/api-token-auth/' # Authentication endpoint
REPROCESSAMENTO_URL = 'https://www.otdx-api.com.br/nav/approval/all' # Data retrieval endpoint
# User credentials (replace with your credentials)
USERNAME = 'your_username'
PASSWORD = 'your_password'
# Step 1: Authenticate and get the token
try:
    # Send POST request to authenticate and retrieve the token
    auth_response = requests.post(AUTH_URL, data={'username': USERNAME, 'password': PASSWORD})
    auth_response.raise_for_status() # Raise an error for bad responses
    token = auth_response.json().get('token') # Extract the token from the response
    print("Authentication successful! Token retrieved.")
except requests.RequestException as e:
    print(f"Authentication failed: {e}")
    exit()
# Step 2: Fetch paginated data
headers = {'Authorization': f'Token {token}'} # Add token to headers for authentication
page = 1 # Start with the first page
page_size = 50 # Number of items per page (adjust as needed)
all_data = [] # List to store all retrieved data
try:
    while True:
        # Request data for the current page
        response = requests.get(f"{REPROCESSAMENTO_URL}?page={page}&page_size={page_size}", headers=headers)
        response.raise_for_status() # Raise an error for bad responses
        data = response.json() # Parse the JSON response
        print(f"Fetching page {page} of {data['total_pages']}...") # Print progress
        all_data.extend(data['results']) # Add current page's data to the list
        # Check if we are on the last page
        if page >= data['total_pages']:
            break
        page += 1 # Move to the next page
    # Step 3: Convert the data to a DataFrame
    df = pd.DataFrame(all_data)
    # Display the results
    print(f"\nTotal records fetched: {len(df)}")
    print("\nData preview:")
    print(df.head())
except requests.RequestException as e:
    print(f"Failed to fetch data: {e}")
except Exception as e:
    print(f"An unexpected error occurred: {e}")
